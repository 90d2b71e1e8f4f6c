import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 90_000;

/** Waits until `look` gives something other than undefined or false; fails when it never does, saying `what`. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string | (() => string),
): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await sleep(20);
  }
  throw new Error(`never happened: ${typeof what === 'string' ? what : what()}`);
}

/** Gives what should not happen time to do so. A test that needs this can only miss a fault, never invent one. */
export const quietTime = (ms = 700) => sleep(ms);
