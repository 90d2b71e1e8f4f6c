import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MAX_EVENT_BYTES, MAX_EVENTS_PER_SEND } from './limits';
import { RequestError } from './request-error';
import { canonicalJson } from './signing';

// PostgreSQL's text has neither NUL nor half characters.
const text = z
  .string()
  .refine((value) => !value.includes('\0') && Buffer.from(value).toString() === value, 'has characters that are none');

const eventSchema = z.looseObject({
  name: text.min(1).max(256),
  id: text.max(512).nullish(),
  ts: z.number().int().nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
});

/** An event that was accepted; `payload` is the whole of it as canonical JSON, as functions get it. */
export interface StoredEvent {
  id: string;
  name: string;
  ts: number;
  payload: string;
  /** The same, for keys. */
  value: Record<string, unknown>;
}

/**
 * Reads what `POST /e/KEY` was sent: one event or a list. An event without an id gets one; from the SDK’s seed, so
 * that a send that the SDK repeats is known again. Throws a RequestError.
 */
export function readEvents(body: unknown, seed: string | undefined, now = Date.now()): StoredEvent[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > MAX_EVENTS_PER_SEND) {
    throw new RequestError(413, `At most ${MAX_EVENTS_PER_SEND} events can be sent at once, these are ${list.length}.`);
  }
  return list.map((entry, index) => {
    const parsed = eventSchema.safeParse(entry);
    if (!parsed.success) {
      throw new RequestError(400, `Event ${index} is not an event: ${z.prettifyError(parsed.error)}`);
    }
    const { id, ts, data, ...rest } = parsed.data;
    return storedEvent({
      ...rest,
      data: data ?? {},
      ts: ts ?? now,
      id: id || (seed === undefined ? ulid(now) : seededId(seed, index)),
    });
  });
}

/** Throws a RequestError when it is larger than an event may be. */
export function storedEvent(value: { id: string; name: string; ts: number; [key: string]: unknown }): StoredEvent {
  const payload = canonicalJson(value);
  if (Buffer.byteLength(payload) > MAX_EVENT_BYTES) {
    throw new RequestError(413, `Event "${value.name}" is larger than the 3 MB an event may be.`);
  }
  return { id: value.id, name: value.name, ts: value.ts, payload, value };
}

function seededId(seed: string, index: number): string {
  return `seeded-${createHash('sha256').update(`${seed}:${index}`).digest('hex').slice(0, 32)}`;
}

const ULID_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id that sorts by time, as Inngest's runs and events have. */
export function ulid(now = Date.now()): string {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ULID_ALPHABET.charAt(rest % 32) + time;
  return time + Array.from(randomBytes(16), (byte) => ULID_ALPHABET.charAt(byte % 32)).join('');
}
