import type { Attack, Outcome } from '../attack';
import { anAttacker } from '../client';
import { honestSeller, paste, pasted, untilOver } from '../honest-sync';
import { readMemory } from '../process-memory';

/** What the stand-in world's `mean` quirk can make a catalogue page do (docs/stand-in-world.md). */
const MEAN = ['windows', 'memory', 'workers', 'endless-document'] as const;
/**
 * The worker with its model, and a browser that may take a gigabyte and a half, counted twice where processes share it.
 */
const WORKER_MOST_MB = 3_500;
/** A visit has its own deadline; a page may be visited once more. */
const OVER_WITHIN_MS = 240_000;
const LOOK_EVERY_MS = 200;

/** Row 15: a catalogue page that takes what it can of the browser that opens it. */
const meanCatalogue = (does: (typeof MEAN)[number]): Attack => ({
  row: '15',
  name: `catalogue-of-${does}`,
  what: does === 'windows' ? 'a catalogue page that opens 100 windows' : `a catalogue page that is mean (${does})`,
  right: 'one page, bounded memory; the next seller is served',
  form: 'full',
  async run(system): Promise<Outcome> {
    const { phone } = await system.world.addSeller(1);
    const quirk = await system.world.quirk({ on: 'catalogue', seller: phone, quirk: { kind: 'mean', does } });
    const pids = await system.pids();
    let peakMb = 0;
    const watching = setInterval(() => {
      peakMb = Math.max(peakMb, readMemory(pids).worker ?? 0);
    }, LOOK_EVERY_MS);
    const [seller] = pasted((await paste(system, system.world.catalogueLink(phone), anAttacker())).text);
    const sync = seller === undefined ? undefined : await untilOver(system, seller.syncId, OVER_WITHIN_MS);
    clearInterval(watching);
    const lost = await honestSeller(system, 12);
    await quirk.off();
    return {
      happened: `${sync?.outcome ?? 'not over'}; the worker with its browser took ${Math.round(peakMb)} MB at most`,
      holes: [
        ...(peakMb > WORKER_MOST_MB ? [`the worker and its browser took ${Math.round(peakMb)} MB`] : []),
        ...lost,
      ],
      marks: lost.length > 0,
    };
  },
});

export const meanCatalogues: Attack[] = MEAN.map(meanCatalogue);
