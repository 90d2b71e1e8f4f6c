import type { Attack, Outcome } from './attack';
import type { Judged, Verdict } from './verdict';

export interface Row {
  attack: Attack;
  outcome: Outcome;
  judged: Judged;
}

const COLUMNS = [
  { head: 'row', width: 8 },
  { head: 'attack', width: 34 },
  { head: 'what is right', width: 30 },
  { head: 'what happened', width: 46 },
  { head: 'peak MB', width: 12 },
  { head: 'shopper ms', width: 14 },
  { head: 'verdict', width: 7 },
] as const;

export function table(rows: Row[]): string {
  const lines = [line(COLUMNS.map(({ head }) => head)), COLUMNS.map(({ width }) => '─'.repeat(width)).join('─┼─')];
  return [...lines, ...rows.map((row) => line(cells(row)))].join('\n');
}

/** The closing line. Not in a test runner's words: what reads those would take attacks for tests. */
export function closingLine(rows: Row[]): string {
  const count = (verdict: Verdict) => rows.filter(({ judged }) => judged.verdict === verdict).length;
  return `attack: ${count('held')} held, ${count('HOLE')} holes`;
}

function cells({ attack, outcome, judged }: Row): string[] {
  const happened = [outcome.skipped ?? outcome.happened, ...judged.holes.map((hole) => `✗ ${hole}`)];
  return [
    attack.row,
    `${attack.name}: ${attack.what}`,
    attack.right,
    happened.filter((text) => text !== '').join('\n'),
    memoryCell(judged.peakMb),
    Number.isFinite(judged.shopperP95) ? `${rounded(judged.shopperP95)} (×${judged.timesQuiet.toFixed(1)})` : '–',
    judged.verdict,
  ];
}

/**
 * Web first: it is the one that is judged by it. PostgreSQL's processes share most of theirs, so that a sum says
 * nothing.
 */
function memoryCell({ web = Number.NaN, worker, engine }: Record<string, number>): string {
  const others = Object.entries({ worker, engine }).filter(([, mb]) => mb !== undefined);
  return [['web', web] as const, ...others].map(([name, mb]) => `${name} ${rounded(mb ?? Number.NaN)}`).join('\n');
}

const rounded = (value: number): string => (Number.isFinite(value) ? String(Math.round(value)) : '–');

/** One row, its cells broken to their columns' widths. */
function line(texts: readonly string[]): string {
  const broken = COLUMNS.map(({ width }, at) => wrap(texts[at] ?? '', width));
  const height = Math.max(...broken.map((part) => part.length));
  return Array.from({ length: height }, (_, at) =>
    broken
      .map((part, column) => (part[at] ?? '').padEnd(COLUMNS[column]?.width ?? 0))
      .join(' │ ')
      .trimEnd(),
  ).join('\n');
}

export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    for (const word of paragraph
      .split(' ')
      .flatMap((whole) => whole.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])) {
      if (current !== '' && current.length + 1 + word.length > width) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    lines.push(current);
  }
  return lines;
}
