import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask } from '../client';
import { paste, pasted, untilOver } from '../honest-sync';
import { HOSTILE_PAGES } from '../hostile-pages-server';

/** A worker whose loop stands still for longer keeps every shopper's photo waiting. */
const WORKER_SILENT_MOST_MS = 2_000;
/** What is no product is looked at again, a little later each time. */
const OVER_WITHIN_MS = 45_000;
/** The worker may be busy with one for minutes: after these it is known. */
const ENOUGH_HOLES = 2;

/** Row 16: pages that take a parser quadratically long, read by the one process that also embeds shoppers' photos. */
export const hostilePages: Attack = {
  row: '16',
  name: 'hostile-pages',
  what: `${Object.keys(HOSTILE_PAGES).length} product pages of nesting, open tags, spaced letters and the like`,
  right: 'each is read or given up in linear time',
  form: 'short',
  async run(system): Promise<Outcome> {
    const { phone, productIds } = await system.world.addSeller(Object.keys(HOSTILE_PAGES).length);
    const quirks = await Promise.all(
      productIds.map((product, at) => {
        const to = `http://127.0.0.1:${system.pages.port}/product/${product}/${phone}?page=${at}`;
        return system.world.quirk({ on: 'link', product, quirk: { kind: 'redirect', to } });
      }),
    );
    const watch = watchWorker(system);
    const names = Object.keys(HOSTILE_PAGES);
    const holes: string[] = [];
    // Shortly: all at once. Otherwise one after the other, which tells which of them it was.
    const rounds = system.isShort ? [productIds] : productIds.map((id) => [id]);
    for (const [at, products] of rounds.entries()) {
      if (holes.length >= ENOUGH_HOLES) break;
      const which = system.isShort ? 'together' : names[at];
      watch.longestMs = 0;
      const links = products.map((product) => system.world.productLink(product, phone));
      const [seller] = pasted((await paste(system, links.join(' '), anAttacker())).text);
      const over = seller === undefined ? undefined : await untilOver(system, seller.syncId, OVER_WITHIN_MS);
      if (over === undefined) holes.push(`${which}: not over after ${OVER_WITHIN_MS / 1_000} s`);
      const silent = (watch.longestMs / 1_000).toFixed(1);
      if (watch.longestMs > WORKER_SILENT_MOST_MS) holes.push(`${which}: the worker stood still for ${silent} s`);
    }
    await watch.stop();
    await Promise.all(quirks.map((quirk) => quirk.off()));
    return { happened: `${system.pages.hits.length} pages were read`, holes, marks: holes.length > 0 };
  },
};

/** Asks the worker again and again whether it is there. */
function watchWorker({ ports }: AttackedSystem) {
  const watch = { longestMs: 0, stop: async () => {} };
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { ms } = await ask(`http://127.0.0.1:${ports.worker}/health`, { patienceMs: 30_000 });
      watch.longestMs = Math.max(watch.longestMs, ms);
      await sleep(100);
    }
  })();
  watch.stop = async () => {
    isOver = true;
    await watching;
  };
  return watch;
}
