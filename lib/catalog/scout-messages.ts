import { z } from 'zod';
import { asSokoError } from '@/lib/platform/errors';
import { scoutOutcomeSchema } from './catalog-scout';

/** What the worker and the Scout's own process say to each other. Pages have a say in what the Scout's sends. */

const bound = z.number().positive().exactOptional();
/** How the Scout is made; sent first. */
const scoutSettingsSchema = z.object({
  /** WHATSAPP_ORIGIN. */
  whatsappOrigin: z.string(),
  extraAllowedHosts: z.array(z.string()),
  /** CHROMIUM_PATH. */
  chromiumPath: z.string().optional(),
  /** WHATSAPP_PROFILE_DIR: a profile that is signed in to WhatsApp Web. One scout at a time. */
  profileDir: z.string().optional(),
  /** A folder of ours where the bundled Chromium is unpacked when no other browser is found. */
  unpackTo: z.string(),
  bounds: z.object({
    /** For one whole scout. */
    timeMs: bound,
    /** Beyond timeMs, for a page that no longer answers at all. */
    hangMs: bound,
    scrolls: bound,
    products: bound,
    /** Heap of the page's scripts, in bytes. */
    heapBytes: bound,
    /** Scrolls without a new id after which the list is taken to be over. */
    quietRounds: bound,
  }),
});
export type ScoutProcessSettings = z.infer<typeof scoutSettingsSchema>;
export type ScoutBounds = Required<ScoutProcessSettings['bounds']>;

export const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start'), settings: scoutSettingsSchema }),
  z.object({ do: z.literal('prepare'), id: z.number() }),
  z.object({ do: z.literal('scout'), id: z.number(), phone: z.string() }),
  z.object({ do: z.literal('abort'), id: z.number() }),
  z.object({ do: z.literal('close') }),
]);
export type Order = z.infer<typeof orderSchema>;

const errorSchema = z.object({
  code: z.string().max(100),
  message: z.string(),
  status: z.number(),
  retry: z.discriminatedUnion('again', [
    z.object({ again: z.literal(false) }),
    z.object({ again: z.literal(true), afterMs: z.number().exactOptional() }),
  ]),
});

export const answerSchema = z.object({
  id: z.number(),
  outcome: scoutOutcomeSchema.optional(),
  /** What SokoError is made of. */
  error: errorSchema.optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** An error as it is sent; its cause stays where it was. */
export function errorToSend(thrown: unknown): Answer['error'] {
  const { code, message, status, retry } = asSokoError(thrown);
  return { code, message: message.slice(0, 1_000), status, retry };
}
