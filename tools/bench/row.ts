export type Target = { atLeast: number } | { atMost: number };

/** One line of the bench's table and of its JSON. */
export interface BenchRow {
  bench: string;
  what: string;
  value: number;
  unit: string;
  /** What is asked for; undefined: for information. */
  target?: Target | undefined;
  /** How many times the value of the tree before is asked for, where one was measured beside this one. */
  timesBefore?: number;
}

/** Rows of one bench, written as they are measured. */
export function rowsOf(bench: string): {
  rows: BenchRow[];
  add(what: string, value: number, unit: string, target?: Target): void;
} {
  const rows: BenchRow[] = [];
  return { rows, add: (what, value, unit, target) => void rows.push({ bench, what, value, unit, target }) };
}

/** The value that so large a share (0 to 1) of the values is at most. NaN when there are none. */
export function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

/** Of the same benches run some times over: each row with the median of its values. */
export function medianRows(runs: readonly BenchRow[][]): BenchRow[] {
  return (runs[0] ?? []).map((row) => ({
    ...row,
    value: percentile(
      runs
        .flat()
        .filter((other) => isSame(other, row))
        .map(({ value }) => value),
      0.5,
    ),
  }));
}

/** Each row with what the tree before gave, and where it is asked for how many times that it is. */
export function besideBefore(
  rows: readonly BenchRow[],
  before: readonly BenchRow[],
): (BenchRow & { before?: number })[] {
  return rows.flatMap((row) => {
    const old = before.find((other) => isSame(other, row));
    if (old === undefined) return [row];
    const both = { ...row, before: old.value };
    if (row.timesBefore === undefined) return [both];
    const ratio = { bench: row.bench, what: `${row.what}, against before`, value: row.value / old.value, unit: '×' };
    return [both, { ...ratio, target: { atLeast: row.timesBefore } }];
  });
}

const isSame = (a: BenchRow, b: BenchRow): boolean => a.bench === b.bench && a.what === b.what;

function verdict({ target, value }: BenchRow): string {
  if (target === undefined) return '';
  return ('atLeast' in target ? value >= target.atLeast : value <= target.atMost) ? 'met' : 'MISSED';
}

/** Two to four significant digits: what these machines can honestly tell. */
function rounded(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 4 : 3));
}

export function formatTable(rows: readonly (BenchRow & { before?: number })[]): string {
  const hasBefore = rows.some(({ before }) => before !== undefined);
  const cells = rows.map((row) => [
    row.bench,
    row.what,
    ...(hasBefore ? [row.before === undefined ? '' : `${rounded(row.before)}`] : []),
    `${rounded(row.value)} ${row.unit}`,
    row.target === undefined ? '' : 'atLeast' in row.target ? `≥ ${row.target.atLeast}` : `≤ ${row.target.atMost}`,
    verdict(row),
  ]);
  const table = [['bench', 'what', ...(hasBefore ? ['before'] : []), 'measured', 'asked', ''], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
