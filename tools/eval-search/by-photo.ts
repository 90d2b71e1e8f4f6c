import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { agree, type LabelNames } from './known-photos';
import { type EvaluationRow, type RankingScore, scoreRanking, summarise } from './metrics';
import { type Indexed, rank } from './photo-index';
import { SHOPPERS_PHOTOS } from './shoppers-photos';

/** Photos of what is in the index, in every way a shopper's photo differs: itself, and others of its kind. */
export async function evaluatePhotos(
  model: EmbeddingModel,
  index: readonly Indexed[],
  labelNames: LabelNames,
): Promise<EvaluationRow[]> {
  const rows: EvaluationRow[] = [];
  for (const [query, retake] of Object.entries(SHOPPERS_PHOTOS)) {
    rows.push(...(await evaluate(query, ({ photo }) => retake(photo))));
  }
  rows.push(...(await evaluate('from elsewhere', async ({ otherView }) => otherView)));
  return rows;

  async function evaluate(query: string, photoOf: (own: Indexed) => Promise<Buffer | null>): Promise<EvaluationRow[]> {
    const itself: (RankingScore | null)[] = [];
    const alike: (RankingScore | null)[][] = labelNames.map(() => []);
    for (const own of index) {
      const photo = await photoOf(own);
      if (photo === null) continue;
      const ranking = rank(await model.embedImage(photo), index, 'product');
      itself.push(scoreRanking(ranking.map((found) => found === own)));
      const others = ranking.filter((found) => found !== own);
      for (const [at, scores] of alike.entries())
        scores.push(scoreRanking(others.map(({ labels }) => agree(labels, own.labels, at + 1))));
    }
    if (itself.length === 0) return [];
    return [
      { query, relevant: 'itself', ...summarise(itself) },
      ...alike
        .map((scores, at) => ({
          query,
          relevant: `another of that ${namesOf(labelNames, at + 1)}`,
          ...summarise(scores),
        }))
        .filter(({ queries }) => queries > 0),
    ];
  }
}

export const namesOf = (names: LabelNames, count: number): string => names.slice(0, count).join(', ');
