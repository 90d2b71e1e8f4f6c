/** Fewer scores do not show what is usual among them. */
const FEWEST = 4;
/** The largest share of the candidates that can be good: the others are the background. */
const MOST_GOOD = 0.5;
/** A drop counts if it takes this share of a score's height above the background, and stands out from the next ones. */
const VISIBLE = 0.25;
const TIMES_THE_NEXT = 4;
const NEXT = 5;
/** Near the background, where heights are small, any step is a large share of them: drops there are ignored. */
const LEAST_HEIGHT = 0.3;

/**
 * How many of the candidates are good matches: those before the largest drop, as a share of a score's height above
 * the background, which is the candidates' median. No similarity is good by itself: models and kinds of query
 * differ. `scores`: best first. Null when no drop can be seen.
 */
export function countGoodMatches(scores: readonly number[]): number | null {
  if (scores.length < FEWEST) return null;
  const heights = heightsOver(scores);
  const gaps = heights.map((height, i) => height - (heights[i + 1] ?? height));
  const least = (heights[0] ?? 0) * LEAST_HEIGHT;
  let best: { count: number; share: number } | null = null;
  for (let i = 0; i < Math.floor(scores.length * MOST_GOOD); i += 1) {
    const [height, gap] = [heights[i] ?? 0, gaps[i] ?? 0];
    if (height <= 0 || height < least) break;
    const share = gap / height;
    if (share < VISIBLE || gap < TIMES_THE_NEXT * mean(gaps.slice(i + 1, i + 1 + NEXT))) continue;
    if (best === null || share > best.share) best = { count: i + 1, share };
  }
  return best?.count ?? null;
}

function heightsOver(scores: readonly number[]): number[] {
  const background = scores[Math.ceil((scores.length - 1) / 2)] ?? 0;
  return scores.map((score) => score - background);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
