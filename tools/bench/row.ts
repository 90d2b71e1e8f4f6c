/** One line of the bench's table and of its JSON. */
export interface BenchRow {
  bench: string;
  what: string;
  value: number;
  unit: string;
  /** What the issue asks for; undefined: for information. */
  target?: { atLeast: number } | { atMost: number };
}

function meetsTarget(row: BenchRow): boolean | undefined {
  if (row.target === undefined) return undefined;
  return 'atLeast' in row.target ? row.value >= row.target.atLeast : row.value <= row.target.atMost;
}

/** Two to four significant digits: what these machines can honestly tell. */
function rounded(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 4 : 3));
}

export function formatTable(rows: BenchRow[]): string {
  const cells = rows.map((row) => [
    row.bench,
    row.what,
    `${rounded(row.value)} ${row.unit}`,
    row.target === undefined ? '' : 'atLeast' in row.target ? `≥ ${row.target.atLeast}` : `≤ ${row.target.atMost}`,
    { true: 'met', false: 'NOT MET', undefined: '' }[String(meetsTarget(row))] ?? '',
  ]);
  const table = [['bench', 'what', 'measured', 'target', ''], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((line) => (line[column] ?? '').length)));
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
