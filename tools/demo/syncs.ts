import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Paste } from '@/e2e/world/demo-sellers';

/** A web that is being started again, or a machine that is busy, is no reason to end the demo. */
const PATIENCE_MS = 60_000;
const BETWEEN_MS = 500;

const answerSchema = z.object({ sellers: z.array(z.object({ phone: z.string(), syncId: z.string() })) });

export interface DemoSync {
  name: string;
  phone: string;
  syncId: string;
}

/** Pastes what each seller would, as they would: through the public API. */
export async function onboard(url: string, pastes: Paste[]): Promise<DemoSync[]> {
  return Promise.all(pastes.map((paste) => onboardOne(url, paste)));
}

async function onboardOne(url: string, { name, phone, text }: Paste): Promise<DemoSync> {
  const answer = await fetch(`${url}/api/sellers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  const body = await answer.text();
  if (answer.status !== 202) throw new Error(`${name} could not be onboarded (${answer.status}): ${body}`);
  const seller = answerSchema.parse(JSON.parse(body)).sellers.find((seller) => seller.phone === phone);
  if (seller === undefined) throw new Error(`${name} is missing in the answer: ${body}`);
  return { name, phone, syncId: seller.syncId };
}

const countsSchema = z.object({
  found: z.number(),
  hydrated: z.number(),
  embedded: z.number(),
  approved: z.number(),
  flagged: z.number(),
  rejected: z.number(),
  unchanged: z.number(),
  inactive: z.number(),
  failed: z.number(),
});
const syncSchema = z.object({
  state: z.enum(['queued', 'running', 'finished', 'failed']),
  outcome: z.string().nullable(),
  counts: countsSchema,
});

/** Names of the counters, in the pipeline's order. */
export const COUNTS = countsSchema.keyof().options;
export interface SyncProgress extends z.infer<typeof syncSchema> {
  name: string;
}

export async function readProgress(url: string, { name, syncId }: DemoSync): Promise<SyncProgress> {
  return { name, ...syncSchema.parse(await readJson(`${url}/api/syncs/${syncId}`)) };
}

export function isOver({ state }: Pick<SyncProgress, 'state'>): boolean {
  return state === 'finished' || state === 'failed';
}

/** Found products that have no outcome yet. */
export function openCount({ counts }: SyncProgress): number {
  const { found, approved, flagged, rejected, unchanged, inactive, failed } = counts;
  return found - approved - flagged - rejected - unchanged - inactive - failed;
}

/** What the address answers with 200; tried again for a while. */
export async function readJson(url: string): Promise<unknown> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; await sleep(BETWEEN_MS)) {
    try {
      const answer = await fetch(url);
      if (answer.ok) return await answer.json();
      throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
  }
}
