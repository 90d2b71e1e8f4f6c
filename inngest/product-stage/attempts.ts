import type { ItemRef } from '@/lib/syncs/open-items';

/**
 * A product at a stage. syncRunId is null outside of any run: a moderator's decision, or another try by the heartbeat.
 */
export type StageItem = Omit<ItemRef, 'syncRunId'> & { syncRunId: string | null };

/** One product in one run. */
export const keyOf = ({ syncRunId, productId }: Pick<StageItem, 'syncRunId' | 'productId'>): string =>
  `${syncRunId}/${productId}`;

/** What is to be tried, and how often that has been done. */
export interface Pending {
  item: StageItem;
  attempts: number;
}

export interface Retry extends Pending {
  afterMs: number;
}

/** What went wrong with one product, in words for its seller. */
export interface Problem {
  code: string;
  message: string;
}

/**
 * Not now. `asked` is false when the other side was not asked at all (it had asked everyone to wait): no attempt is
 * used.
 */
export interface Again extends Problem {
  kind: 'retry';
  afterMs?: number | undefined;
  asked?: boolean | undefined;
}

/** Not at all. */
export interface Failed extends Problem {
  kind: 'failed';
}

/**
 * Before each attempt after the first. The hydrator's 1, 2, 4 s; what is not this product's trouble gets more patience.
 */
const WAITS_MS = [1_000, 2_000, 4_000];
const PATIENT_WAITS_MS = [...WAITS_MS, 8_000, 16_000, 30_000];
/** Too many requests, or no connection at all: it will pass for every product at once, within a minute or so. */
const PASSES_FOR_ALL = new Set(['http_429', 'connection_failed']);
/** However often the host had everyone wait their turn: with waits of seconds to minutes this is most of an hour. */
const MOST_ROUNDS = 60;

/** WhatsApp's, for its pages and pictures. */
export const waitsForWhatsApp = (code: string): readonly number[] =>
  PASSES_FOR_ALL.has(code) ? PATIENT_WAITS_MS : WAITS_MS;

/**
 * The next attempt at a product that met trouble, or null when it has had its chances. What the other side asks for
 * (Retry-After) wins over the stage's own wait when it is longer.
 */
export function nextAttempt(
  { item, attempts }: Pending,
  { code, afterMs = 0, asked = true }: Omit<Again, 'kind' | 'message'>,
  round: number,
  waitsFor: (code: string) => readonly number[],
): Retry | null {
  if (round >= MOST_ROUNDS) return null;
  if (!asked) return { item, attempts, afterMs };
  const waitMs = waitsFor(code)[attempts];
  if (waitMs === undefined) return null;
  return { item, attempts: attempts + 1, afterMs: Math.max(waitMs, afterMs) };
}
