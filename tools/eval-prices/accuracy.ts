import type { Caption } from './captions';

type Money = NonNullable<Caption['price']>;

export const VERDICTS = ['right', 'rightly none', 'missed', 'wrong amount', 'price where none'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A right number in another currency is a wrong amount. */
export function judge(right: Money | null, read: Money | null): Verdict {
  if (right === null) return read === null ? 'rightly none' : 'price where none';
  if (read === null) return 'missed';
  return read.amount === right.amount && read.currency === right.currency ? 'right' : 'wrong amount';
}

export type Counts = Record<Verdict, number>;

export function count(verdicts: readonly Verdict[]): Counts {
  const counts: Counts = { right: 0, 'rightly none': 0, missed: 0, 'wrong amount': 0, 'price where none': 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

/** Asked: a share of 1, for `right` at least, for `wrong` at most. */
const ASKED = { right: 0.97, wrong: 0.01 };

export interface Accuracy {
  captions: number;
  /** Share that is right or rightly none. */
  right: number;
  /** Share where a shopper is shown an amount that is not the price, whether there is one or not. */
  wrong: number;
  met: { right: boolean; wrong: boolean };
}

export function accuracy(counts: Counts): Accuracy {
  const captions = VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  if (captions === 0) throw new Error('No captions, no accuracy.');
  const right = (counts.right + counts['rightly none']) / captions;
  const wrong = (counts['wrong amount'] + counts['price where none']) / captions;
  return { captions, right, wrong, met: { right: right >= ASKED.right, wrong: wrong <= ASKED.wrong } };
}

export interface Judged {
  caption: Pick<Caption, 'country' | 'language' | 'kind'>;
  verdict: Verdict;
}

export interface AccuracyRow extends Accuracy {
  of: string;
  counts: Counts;
}

/** All of them; then each value of each tag, the most frequent first. */
export function accuracyRows(judged: readonly Judged[]): { all: AccuracyRow; tagged: AccuracyRow[] } {
  const row = (of: string, some: readonly Judged[]): AccuracyRow => {
    const counts = count(some.map(({ verdict }) => verdict));
    return { of, counts, ...accuracy(counts) };
  };
  const tagged = (['kind', 'country', 'language'] as const).flatMap((tag) =>
    [...new Set(judged.map(({ caption }) => caption[tag]))]
      .map((value) =>
        row(
          `${tag} ${value}`,
          judged.filter(({ caption }) => caption[tag] === value),
        ),
      )
      .sort((a, b) => b.captions - a.captions),
  );
  return { all: row('all', judged), tagged };
}

export function formatRows(rows: readonly AccuracyRow[]): string {
  const cells = [
    ['', 'captions', ...VERDICTS, 'right or rightly none'],
    ...rows.map(({ of, captions, counts, right }) => [
      of,
      String(captions),
      ...VERDICTS.map((verdict) => String(counts[verdict])),
      percent(right),
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return cells.map((line) => line.map(pad).join('  ')).join('\n');
}

/** What was asked beside what was found. */
export function formatAsked({ right, wrong, met }: Accuracy): string {
  const mark = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');
  return (
    `right or rightly none: ${percent(right)} (asked: at least ${percent(ASKED.right)}): ${mark(met.right)}\n` +
    `a wrong amount shown: ${percent(wrong)} (asked: at most ${percent(ASKED.wrong)}): ${mark(met.wrong)}`
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
