import { z } from 'zod';

export const MAX_EVENTS_PER_SEND = 5000;
export const MAX_EVENT_BYTES = 3 * 2 ** 20;

const incoming = z.object({
  id: z.string().max(512).nullish(),
  name: z.string().min(1).max(256),
  data: z.record(z.string(), z.unknown()).nullish(),
  user: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().nullish(),
  v: z.string().nullish(),
});

export const incomingEvents = z.union([
  z.array(incoming).max(MAX_EVENTS_PER_SEND),
  incoming.transform((event) => [event]),
]);
export type IncomingEvent = z.output<typeof incoming>;

/** An event as functions get it. */
export interface StoredEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  user?: Record<string, unknown>;
  ts: number;
  v?: string;
}

export function storedEvent(event: IncomingEvent, id: string, now = Date.now()): StoredEvent {
  return {
    id,
    name: event.name,
    data: event.data ?? {},
    ts: event.ts ?? now,
    ...(event.user ? { user: event.user } : {}),
    ...(event.v ? { v: event.v } : {}),
  };
}
