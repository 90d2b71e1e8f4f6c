/** What is asked for: a figure, or how many times that of the tree before, where one was measured beside this one. */
export type Target = { atLeast: number } | { atMost: number } | { timesBefore: number };

/** One line of the bench's table and of its JSON. */
export interface BenchRow {
  bench: string;
  what: string;
  value: number;
  unit: string;
  /** undefined: for information. */
  target?: Target | undefined;
  /** What the tree before gave. */
  before?: number | undefined;
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

/** Each row with what the tree before gave. */
export function besideBefore(rows: readonly BenchRow[], before: readonly BenchRow[]): BenchRow[] {
  return rows.map((row) => ({ ...row, before: before.find((other) => isSame(other, row))?.value }));
}

const isSame = (a: BenchRow, b: BenchRow): boolean => a.bench === b.bench && a.what === b.what;

function meetsTarget({ target, value, before }: BenchRow): boolean | undefined {
  if (target === undefined) return undefined;
  if ('atLeast' in target) return value >= target.atLeast;
  if ('atMost' in target) return value <= target.atMost;
  return before === undefined ? undefined : value >= target.timesBefore * before;
}

function asked({ target }: BenchRow): string {
  if (target === undefined) return '';
  if ('atLeast' in target) return `≥ ${target.atLeast}`;
  return 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.timesBefore} × before`;
}

/** More than these machines can honestly tell, but a cosine needs them. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

export function formatTable(rows: readonly BenchRow[]): string {
  const verdicts = { true: 'met', false: 'MISSED', undefined: '' };
  const cells = rows.map((row) => [
    row.bench,
    row.what,
    row.before === undefined ? '' : `${rounded(row.before)} ${row.unit}`,
    `${rounded(row.value)} ${row.unit}`,
    asked(row),
    verdicts[`${meetsTarget(row)}`],
  ]);
  const titles = [
    'bench',
    'what',
    rows.some(({ before }) => before !== undefined) ? 'before' : '',
    'measured',
    'asked',
    '',
  ];
  const table = [titles, ...cells];
  const widths = titles.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
