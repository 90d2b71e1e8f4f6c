import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { namesOf } from './by-photo';
import type { LabelNames } from './known-photos';
import { type EvaluationRow, scoreRanking, summarise } from './metrics';
import { type Indexed, rank } from './photo-index';

/** The labels as words ("red dotted dress"), against pictures alone and against products with their titles. */
export async function evaluateWords(
  model: EmbeddingModel,
  index: readonly Indexed[],
  labelNames: LabelNames,
): Promise<EvaluationRow[]> {
  const rows: EvaluationRow[] = [];
  for (const by of ['picture', 'product'] as const) {
    for (let count = 1; count <= labelNames.length; count += 1) {
      const scores = [];
      for (const words of new Set(index.map(({ labels }) => wordsOf(labels, count)))) {
        const ranking = rank(await model.embedText(words), index, by);
        scores.push(scoreRanking(ranking.map(({ labels }) => wordsOf(labels, count) === words)));
      }
      const to = by === 'picture' ? 'pictures alone' : 'products';
      rows.push({ query: `words to ${to}`, relevant: `that ${namesOf(labelNames, count)}`, ...summarise(scores) });
    }
  }
  return rows;
}

/** The most important label last, as people say it. */
export function wordsOf(labels: readonly string[], count = labels.length): string {
  return labels.slice(0, count).reverse().join(' ');
}
