/** How good one ranking is, of what was relevant to its query. */
export interface RankingScore {
  /** 1 when the first is relevant. */
  first: number;
  /** 1 when one of the first ten is. */
  firstTen: number;
  /** Mean of the precision at each relevant one: 1 when they all come first. */
  averagePrecision: number;
}

/** `ranking`: whether each is relevant, best first, whole. Null when nothing is: there was nothing to find. */
export function scoreRanking(ranking: readonly boolean[]): RankingScore | null {
  const first = ranking.indexOf(true);
  if (first < 0) return null;
  let found = 0;
  let precisions = 0;
  for (const [at, isRelevant] of ranking.entries()) {
    if (!isRelevant) continue;
    found += 1;
    precisions += found / (at + 1);
  }
  return { first: first === 0 ? 1 : 0, firstTen: first < 10 ? 1 : 0, averagePrecision: precisions / found };
}

export interface Summary {
  queries: number;
  recallAt1: number;
  recallAt10: number;
  meanAveragePrecision: number;
}

/** Means over those queries that had something to find. */
export function summarise(scores: readonly (RankingScore | null)[]): Summary {
  const counted = scores.filter((score) => score !== null);
  const mean = (of: keyof RankingScore): number =>
    counted.reduce((sum, score) => sum + score[of], 0) / Math.max(1, counted.length);
  return {
    queries: counted.length,
    recallAt1: mean('first'),
    recallAt10: mean('firstTen'),
    meanAveragePrecision: mean('averagePrecision'),
  };
}

/** One line of the report. */
export interface EvaluationRow extends Summary {
  query: string;
  /** What counts as found. */
  relevant: string;
}

export function formatRows(rows: readonly EvaluationRow[]): string {
  const cells = [
    ['query', 'found is', 'queries', 'R@1', 'R@10', 'mAP'],
    ...rows.map((row) => [
      row.query,
      row.relevant,
      String(row.queries),
      percent(row.recallAt1),
      percent(row.recallAt10),
      percent(row.meanAveragePrecision),
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
