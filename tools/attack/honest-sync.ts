import { z } from 'zod';
import { anHonestSeller, ask, from, until } from './client';
import type { StandInWorld } from './stand-in-world';

/** Where sellers paste, and where their products are. */
interface Shop {
  url: string;
  world: StandInWorld;
}

/** Long for a few dozen products, short for a shopkeeper who waits. */
const DONE_WITHIN_MS = 60_000;

const pastedSchema = z.object({
  sellers: z.array(z.object({ phone: z.string(), syncId: z.string(), token: z.string().nullish() })),
});
const syncSchema = z.object({
  state: z.enum(['queued', 'running', 'finished', 'failed']),
  outcome: z.string().nullable(),
  counts: z.record(z.string(), z.number()),
});
export type Sync = z.infer<typeof syncSchema>;

export async function paste(system: Shop, text: string, address: string) {
  return ask(`${system.url}/api/sellers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...from(address) },
    body: JSON.stringify({ text }),
  });
}

/** The sellers that a paste was taken for; none when it was refused. */
export function pasted(text: string): z.infer<typeof pastedSchema>['sellers'] {
  try {
    return pastedSchema.parse(JSON.parse(text)).sellers;
  } catch {
    return [];
  }
}

async function readSync(system: Shop, syncId: string): Promise<Sync | undefined> {
  const { status, text } = await ask(`${system.url}/api/syncs/${syncId}`, { headers: from(anHonestSeller()) });
  return status === 200 ? syncSchema.parse(JSON.parse(text)) : undefined;
}

/** Waits until the run is over; undefined when it is not by then. */
export function untilOver(system: Shop, syncId: string, withinMs = DONE_WITHIN_MS): Promise<Sync | undefined> {
  return until(async () => {
    const sync = await readSync(system, syncId);
    return sync?.state === 'finished' || sync?.state === 'failed' ? sync : undefined;
  }, withinMs);
}

/** A seller of the stand-in world pastes their catalogue; returns what was lost of it, in words. */
export async function honestSync(
  system: Shop,
  { phone, count, withinMs = DONE_WITHIN_MS }: { phone: string; count: number; withinMs?: number },
): Promise<string[]> {
  const answer = await paste(system, `Karibu dukani: ${system.world.catalogueLink(phone)}`, anHonestSeller());
  const [seller] = pasted(answer.text);
  if (seller === undefined) return [`an honest seller was refused (${answer.status}): ${answer.text.slice(0, 100)}`];
  const sync = await untilOver(system, seller.syncId, withinMs);
  if (sync === undefined) {
    const now = await readSync(system, seller.syncId);
    const how = `${now?.state ?? 'unknown'}, ${now?.counts.approved ?? 0} of ${count} approved`;
    return [`an honest sync is not over after ${withinMs / 1_000} s (${how})`];
  }
  return sync.counts.approved === count
    ? []
    : [`an honest sync ended with ${sync.counts.approved} of ${count} approved (${sync.outcome})`];
}

/** A new seller with so many products comes by; what was lost of it. */
export async function honestSeller(system: Shop, count: number, withinMs = DONE_WITHIN_MS): Promise<string[]> {
  const { phone } = await system.world.addSeller(count);
  return honestSync(system, { phone, count, withinMs });
}
