import type { Summary } from './metrics';

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
