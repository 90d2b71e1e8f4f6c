import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { fuseVectors } from '@/lib/embedding/fuse-vectors';
import { wordsOf } from './by-words';
import type { LabelNames } from './known-photos';
import { type EvaluationRow, scoreRanking, summarise } from './metrics';
import { type Indexed, rank } from './photo-index';
import { SHOPPERS_PHOTOS } from './shoppers-photos';

/** How much the picture counts against the words. */
const WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** A photo with words that ask for something else, or that say what it shows. */
interface Refinement {
  query: string;
  relevant: string;
  own: Indexed;
  words: string;
  isRelevant(found: Indexed): boolean;
}

export interface WeightRows {
  weight: number;
  rows: EvaluationRow[];
  /** Mean of the rows' mAP: no kind of query counts more for there being more of them. */
  mean: number;
}

/** "Like this but red": photos with words at every weight between them. */
export async function evaluatePhotoAndWords(
  model: EmbeddingModel,
  index: readonly Indexed[],
  labelNames: LabelNames,
): Promise<WeightRows[]> {
  const photos = await embedPhotos(model, index);
  const refinements = refine(index, labelNames);
  const groups = [...new Set(refinements.map(({ query }) => query))].map((query) =>
    refinements.filter((refinement) => refinement.query === query),
  );
  const said = new Map<string, Float32Array>();
  for (const { words } of refinements) if (!said.has(words)) said.set(words, await model.embedText(words));
  return WEIGHTS.map((weight) => {
    const rows = groups.map((group) => evaluateGroup(group, weight));
    return { weight, rows, mean: rows.reduce((sum, row) => sum + row.meanAveragePrecision, 0) / rows.length };
  });

  function evaluateGroup(group: Refinement[], weight: number): EvaluationRow {
    const scores = group.map(({ own, words, isRelevant }) => {
      const query = fuseVectors(photos.get(own) ?? null, said.get(words) ?? null, weight);
      return query === null ? null : scoreRanking(rank(query, index, 'product').map(isRelevant));
    });
    return { query: group[0]?.query ?? '', relevant: group[0]?.relevant ?? '', ...summarise(scores) };
  }
}

async function embedPhotos(model: EmbeddingModel, index: readonly Indexed[]): Promise<Map<Indexed, Float32Array>> {
  const retake = SHOPPERS_PHOTOS['photo of the photo, in bad light'];
  const photos = new Map<Indexed, Float32Array>();
  for (const own of index) photos.set(own, await model.embedImage((await retake?.(own.photo)) ?? own.photo));
  return photos;
}

/**
 * For every photo: each label but the first changed to one that another of its kind has; and the words that are true of
 * it.
 */
function refine(index: readonly Indexed[], labelNames: LabelNames): Refinement[] {
  return index.flatMap((own, at) => {
    const changes = labelNames.slice(1).flatMap((name, label): Refinement[] => {
      const wanted = anotherLabel(index, own, label + 1, at);
      if (wanted === undefined) return [];
      const isRelevant = ({ labels }: Indexed): boolean => labels[0] === own.labels[0] && labels[label + 1] === wanted;
      const relevant = `that ${labelNames[0]}, the other ${name}`;
      const change = { own, isRelevant, relevant };
      return [
        { ...change, query: `but another ${name} ("red")`, words: wanted },
        { ...change, query: `but another ${name} ("red dress")`, words: `${wanted} ${own.labels[0]}` },
      ];
    });
    const words = wordsOf(own.labels);
    return [
      ...changes,
      { query: 'and what it is', relevant: 'itself', own, words, isRelevant: (found: Indexed) => found === own },
    ];
  });
}

/** One that others of its kind have; not always the same of them. */
function anotherLabel(index: readonly Indexed[], own: Indexed, label: number, at: number): string | undefined {
  const others = index
    .filter(({ labels }) => labels[0] === own.labels[0] && labels[label] !== own.labels[label])
    .map(({ labels }) => labels[label] ?? '');
  const distinct = [...new Set(others)].sort();
  return distinct[at % distinct.length];
}
