import type { GetStepTools, Inngest } from 'inngest';
import { type ItemRef, keyOf } from '@/lib/syncs/open-items';
import { withInngestErrors } from './errors';

const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const ORDINARY_RETRIES = 3;
/** However often the host had everyone wait their turn: with waits of seconds to minutes this is most of an hour. */
const MOST_ROUNDS = 60;

/** A product that is to be tried, and how often that has been done. */
export interface Pending<Item = ItemRef> {
  item: Item;
  attempts: number;
}

/** How often each of these has been tried. */
export function attemptsOf(pending: Pending[]): (item: ItemRef) => number {
  const attempts = new Map(pending.map((entry) => [keyOf(entry.item), entry.attempts]));
  return (item) => attempts.get(keyOf(item)) ?? 0;
}

export interface RetryItem<Item = ItemRef> extends Pending<Item> {
  afterMs: number;
}

/** What one attempt at a batch came to. What is in neither list has ended. */
export interface RoundResult<Item = ItemRef> {
  onward: Item[];
  retry: RetryItem<Item>[];
}

export interface Trouble {
  code: string;
  afterMs?: number | undefined;
  /** False when the other side was not asked at all (it had asked everyone to wait): that uses up no attempt. */
  asked?: boolean | undefined;
}

/** WhatsApp's: a product gets three attempts more; one that only met "too many requests" did nothing wrong and gets them all. */
const waitsFor = (code: string) => (code === 'http_429' ? BACKOFF_MS : BACKOFF_MS.slice(0, ORDINARY_RETRIES));

/**
 * The next attempt at a product that met trouble, or null when it has had its chances. `waitsMs`: before each of them; what the
 * other side asks for (Retry-After) wins when it is longer.
 */
export function nextAttempt<Item>(
  { item, attempts }: Pending<Item>,
  trouble: Trouble,
  round: number,
  waitsMs: readonly number[] = waitsFor(trouble.code),
): RetryItem<Item> | null {
  if (round >= MOST_ROUNDS) return null;
  const { afterMs = 0, asked = true } = trouble;
  if (!asked) return { item, attempts, afterMs };
  const waitMs = waitsMs[attempts];
  if (waitMs === undefined) return null;
  return { item, attempts: attempts + 1, afterMs: Math.max(waitMs, afterMs) };
}

type Step = GetStepTools<Inngest>;

interface Rounds<Item> {
  step: Step;
  /** The first attempt's step; the others are `${name}-again-1` … */
  name: string;
  items: Item[];
  /** Never throws for one product: a throw means that the batch as a whole could not be worked on. */
  work(pending: Pending<Item>[], round: number): Promise<RoundResult<Item>>;
  /** Hands on what an attempt finished; what waits for the next attempt holds nobody up. */
  handOn?(items: Item[], round: number): Promise<unknown>;
}

/** Attempts a batch, then again those of it that may be tried again, each attempt a step of its own with a durable wait before. */
export async function workInRounds<Item = ItemRef>({ step, name, items, work, handOn }: Rounds<Item>): Promise<void> {
  let pending: Pending<Item>[] = items.map((item) => ({ item, attempts: 0 }));
  for (let round = 0; pending.length > 0; round++) {
    const attempt = pending;
    const ran = await step.run(round === 0 ? name : `${name}-again-${round}`, () =>
      withInngestErrors(() => work(attempt, round)),
    );
    // The SDK cannot say what becomes of any Item as JSON; ids and numbers stay what they are.
    const result = ran as unknown as RoundResult<Item>;
    if (result.onward.length > 0) await handOn?.(result.onward, round);
    pending = result.retry;
    if (pending.length > 0) {
      await step.sleep(`backoff-${round + 1}`, Math.max(...result.retry.map((entry) => entry.afterMs)));
    }
  }
}

/** The step's name of a round's sending: step ids are unique within a run. */
export const inRound = (name: string, round: number) => (round === 0 ? name : `${name}-${round}`);
