/** Fewer say nothing about what is usual among them. */
const FEWEST = 4;
/** So many good ones at the most, as a share of the candidates: the rest is the background. */
const MOST_GOOD = 0.5;
/**
 * A drop this many times what chance makes of it. Among unrelated products the gap below the i-th score, times i, is on average
 * the same for every i, and exponentially distributed: of 120 such gaps the largest exceeds this in about one query of twenty.
 */
const UNLIKELY = 8;
/** And at least this share of the whole fall from the first to the last: smaller drops cannot be seen. */
const VISIBLE = 0.12;

/**
 * How many of the candidates are good matches: those before the largest drop in score, measured against the drops that
 * the candidates' background shows anyway. No fixed similarity is assumed: models and kinds of query differ in theirs.
 * `scores`: best first. Null when no drop stands out.
 */
export function countGoodMatches(scores: readonly number[]): number | null {
  const [first, last] = [scores[0], scores.at(-1)];
  if (scores.length < FEWEST || first === undefined || last === undefined) return null;
  const fall = first - last;
  const candidates = gapsOf(scores).slice(0, Math.max(FEWEST - 1, Math.floor(scores.length * MOST_GOOD)));
  // Of what is exponentially distributed the median is ln 2 of the mean; unlike the mean it does not see the drop itself.
  const usual = median(candidates.map(({ weighted }) => weighted)) / Math.LN2;
  const drop = candidates.reduce((best, gap) => (gap.weighted > best.weighted ? gap : best));
  if (!(fall > 0) || drop.size < fall * VISIBLE) return null;
  return drop.weighted >= usual * UNLIKELY ? drop.after : null;
}

interface Gap {
  /** How many scores come before it. */
  after: number;
  size: number;
  weighted: number;
}

function gapsOf(scores: readonly number[]): Gap[] {
  return scores.slice(1).map((score, i) => {
    const size = (scores[i] ?? score) - score;
    return { after: i + 1, size, weighted: size * (i + 1) };
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
