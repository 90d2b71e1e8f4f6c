import type { Row } from './run-fault';
import { seconds } from './seen';

/** A fault that could not be tried, and why. */
export interface NotHere {
  name: string;
  what: string;
  notHere: string;
}

/** Beyond so many only their number is told. */
const NAMED = 3;
const HEADS = ['fault', 'injected when', 'what a user saw', 'lost', 'doubled', 'recovered after', 'person needed'];

/** In Markdown: the same at a terminal and in the docs. */
export function table(rows: readonly (Row | NotHere)[]): string {
  const lines = [HEADS, HEADS.map(() => '---'), ...rows.map(cells)];
  return lines.map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** What must not be so; empty when the fault did no harm, or the table says why. */
export function harmOf(row: Row | NotHere): string[] {
  if ('notHere' in row) return [];
  const {
    lost,
    doubled,
    because,
    otherwise,
    mostOtherwise = because === undefined ? 0 : Number.POSITIVE_INFINITY,
  } = row;
  const others = Object.values(otherwise).reduce((sum, count) => sum + count, 0);
  return [
    ...(lost.length > 0 ? [`${lost.length} lost`] : []),
    ...(doubled.length > 0 ? [`${doubled.length} doubled`] : []),
    ...(because === undefined && needsPerson(row) ? ['a person is needed'] : []),
    ...(others > mostOtherwise ? [`ended otherwise: ${tally(otherwise)}`] : []),
  ];
}

const needsPerson = ({ recovery }: Row): boolean => recovery.overAfterMs === null || recovery.readyAfterMs === null;

function cells(row: Row | NotHere): string[] {
  const name = `\`${row.name}\`: ${row.what}`;
  if ('notHere' in row) return [name, 'not here', row.notHere, '', '', '', ''];
  return [name, row.injected, row.seen, some(row.lost), some(row.doubled), recovered(row), person(row)];
}

function recovered({ recovery }: Row): string {
  const { readyAfterMs, movedAfterMs, overAfterMs } = recovery;
  const after = (ms: number | null) => (ms === null ? 'never' : seconds(ms));
  const moved = movedAfterMs === null ? [] : [`went on ${after(movedAfterMs)}`];
  return [`ready ${after(readyAfterMs)}`, ...moved, `run over ${after(overAfterMs)}`].join(', ');
}

function person(row: Row): string {
  const { recovery, otherwise, because } = row;
  const words = [needsPerson(row) ? 'yes' : 'no'];
  if (recovery.sweeps > 0) words.push(`the sweep drove it on (${recovery.sweeps}×, brought forward)`);
  if (Object.keys(otherwise).length > 0) words.push(`ended otherwise: ${tally(otherwise)}`);
  if (because !== undefined && (needsPerson(row) || Object.keys(otherwise).length > 0)) words.push(because);
  return words.join('; ');
}

const tally = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([how, count]) => `${count} ${how}`)
    .join(', ');

function some(what: readonly string[]): string {
  if (what.length === 0) return '0';
  return `${what.length}: ${what.slice(0, NAMED).join(', ')}${what.length > NAMED ? ', …' : ''}`;
}
