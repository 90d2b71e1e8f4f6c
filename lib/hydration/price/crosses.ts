import type { Amount } from './amounts';
import type { Token } from './tokens';

/** Whether a cross strikes out the amount it follows, not the one it precedes: `4500 ❌ 3500 ✅`, `❌4500 ✅3500`. */
export function crossesOutBefore(tokens: readonly Token[], at: number): boolean {
  const [before, beyond, cross, next] = [tokens[at - 1], tokens[at - 2], tokens[at], tokens[at + 1]];
  const follows =
    before?.kind === 'number' || before?.kind === 'mark' || (before?.kind === 'word' && beyond?.kind === 'number');
  return follows && !(cross?.spaced && next?.spaced === false);
}

const TICK = /^[✅✔☑]/u;

/** The second of two amounts where the first is crossed out. */
export function isTicked(tokens: readonly Token[], { first, last }: Amount): boolean {
  const isNext = TICK.test(tokens[first - 1]?.text ?? '') || TICK.test(tokens[last + 1]?.text ?? '');
  return isNext && tokens.slice(Math.max(0, first - 6), first).some(({ text }) => text === '❌');
}
