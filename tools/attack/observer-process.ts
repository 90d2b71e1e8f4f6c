import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { searchByPhoto } from '../bench/photo-search';
import { readMemory } from './process-memory';
import type { Measured } from './verdict';

/**
 * In a process of its own, which shares no event loop with the attacker: another shopper who searches by photo again
 * and again, and a look at the memory of every process ten times a second.
 */
const LOOK_EVERY_MS = 100;
const SEARCH_EVERY_MS = 300;
/** Beyond this a person has left: the search counts with what it took so far. */
const PATIENCE_MS = 30_000;
/** As a proxy would name it; nobody else here uses it. */
const SHOPPER = '192.0.2.200';

const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('begin'), pids: z.record(z.string(), z.number()) }),
  z.object({ do: z.literal('end') }),
]);

const [url = '', photoFile = ''] = process.argv.slice(2);
const photo = await readFile(photoFile);
let measured: Measured = { peakMb: {}, searches: [], refusals: [] };
let pids: Record<string, number> = {};
let watching: AbortController | undefined;
let shopping: Promise<void> = Promise.resolve();

setInterval(look, LOOK_EVERY_MS);
process.on('message', (message) => void obey(commandSchema.parse(message)));
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function obey(command: z.infer<typeof commandSchema>): Promise<void> {
  if (command.do === 'begin') {
    measured = { peakMb: {}, searches: [], refusals: [] };
    pids = command.pids;
    watching = new AbortController();
    look();
    shopping = shop(watching.signal);
    return;
  }
  // The search under way may be the one that tells.
  watching?.abort();
  await shopping;
  watching = undefined;
  process.send?.(measured);
}

function look(): void {
  if (watching === undefined) return;
  for (const [name, mb] of Object.entries(readMemory(pids))) {
    measured.peakMb[name] = Math.max(measured.peakMb[name] ?? 0, mb);
  }
}

async function shop(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const startedAt = performance.now();
    const search = searchByPhoto(url, photo, SHOPPER).catch((error: unknown) => {
      measured.refusals.push(error instanceof Error ? error.message.slice(0, 120) : String(error));
    });
    await Promise.race([search, sleep(PATIENCE_MS)]);
    const tookMs = performance.now() - startedAt;
    measured.searches.push(tookMs);
    await sleep(Math.max(0, SEARCH_EVERY_MS - tookMs));
  }
}
