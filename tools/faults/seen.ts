/** One answer, or its absence. */
export interface Answer {
  askedAt: number;
  ms: number;
  kind: string;
}

/** Longer is told. */
const SLOW_MS = 2_000;

const isServed = ({ kind }: Answer): boolean => kind.startsWith('served');

/** Counts of answers by kind, the longest time on end without being served, and the slowest that was served. */
export function inWords(answers: readonly Answer[]): string {
  if (answers.length === 0) return 'not asked';
  const inOrder = answers.toSorted((one, other) => one.askedAt - other.askedAt);
  const kinds = [...new Set(inOrder.map(({ kind }) => kind))].sort((one, other) => rank(one) - rank(other));
  const counts = kinds.map((kind) => {
    const longest = longestMs(inOrder, kind);
    const count = `${kind} ${inOrder.filter((answer) => answer.kind === kind).length}×`;
    return kind.startsWith('served') ? count : `${count}, ${seconds(longest)} at most`;
  });
  const slowest = Math.max(...inOrder.filter(isServed).map(({ ms }) => ms), 0);
  return [...counts, ...(slowest > SLOW_MS ? [`slowest ${seconds(slowest)}`] : [])].join('; ');
}

const rank = (kind: string): number => (kind === 'served' ? 0 : kind.startsWith('served') ? 1 : 2);

/** From the first of this kind to when somebody who asked later was served. */
function longestMs(inOrder: readonly Answer[], kind: string): number {
  let longest = 0;
  let since: number | undefined;
  for (const answer of inOrder) {
    if (isServed(answer)) {
      if (since !== undefined) longest = Math.max(longest, answer.askedAt + answer.ms - since);
      since = undefined;
    } else if (answer.kind === kind) {
      since ??= answer.askedAt;
      longest = Math.max(longest, answer.askedAt + answer.ms - since);
    }
  }
  return longest;
}

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
