import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const BETWEEN_MS = 100;
const ANSWER_WITHIN_MS = 5_000;
/** How long the first word about a slow start may take, and how often it is repeated. */
const REMIND_EVERY_MS = 15_000;

/** Resolves when the address answers 200. `onWaiting` is told now and then what it answers instead. */
export async function untilAnswers(
  url: string,
  signal: AbortSignal,
  onWaiting: (answer: string) => void,
): Promise<void> {
  let remindAt = Date.now() + REMIND_EVERY_MS;
  for (;;) {
    const answer = await ask(url, signal);
    if (answer === 'ready') return;
    signal.throwIfAborted();
    if (Date.now() > remindAt) {
      onWaiting(answer);
      remindAt = Date.now() + REMIND_EVERY_MS;
    }
    await sleep(BETWEEN_MS, undefined, { signal });
  }
}

async function ask(url: string, signal: AbortSignal): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]) });
    const text = await answer.text();
    return answer.status === 200 ? 'ready' : `${answer.status} ${text.slice(0, 500)}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

const readyLine = z.looseObject({ port: z.number().int().positive() });

/** Resolves with the port that a process names in the first JSON line with one. */
export function untilPortNamed(child: ChildProcess, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (!child.stdout) return reject(new Error('the process has no standard output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = portIn(line);
      if (port !== undefined) resolve(port);
    });
  });
}

function portIn(line: string): number | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return readyLine.safeParse(JSON.parse(line)).data?.port;
  } catch {
    return undefined;
  }
}
