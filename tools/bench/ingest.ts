import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const accepted = z.object({ sellers: z.array(z.object({ syncId: z.string() })) });
const sync = z.object({
  state: z.enum(['queued', 'running', 'finished', 'failed']),
  counts: z.object({ found: z.number(), approved: z.number(), unchanged: z.number(), failed: z.number() }),
});

/** Seconds from the paste until every product is live. */
export async function ingest(url: string, link: string, products: number): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/api/sellers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: link }),
  });
  const [seller] = accepted.parse(await answer.json()).sellers;
  if (seller === undefined) throw new Error('the pasted link was not accepted');
  const { counts } = await untilFinished(url, seller.syncId);
  if (counts.approved !== products) throw new Error(`not all became live: ${JSON.stringify(counts)}`);
  return (performance.now() - startedAt) / 1000;
}

async function untilFinished(url: string, syncId: string): Promise<z.infer<typeof sync>> {
  for (;;) {
    const run = sync.parse(await (await fetch(`${url}/api/syncs/${syncId}`)).json());
    if (run.state === 'failed') throw new Error(`the sync failed: ${JSON.stringify(run)}`);
    if (run.state === 'finished') return run;
    await sleep(100);
  }
}
