import { z } from 'zod';

const moment = z.enum(['nothing', 'headers', 'half']);

/** Faults of the network and of the server's front door: they may happen on every surface. */
export const faultSchemas = [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    retryAfterSeconds: z.number().nonnegative().optional(),
    retryAfterAs: z.enum(['seconds', 'date']).default('seconds'),
    body: z.string().optional(),
  }),
  /** 429 to whatever comes in above the rate, counted over one second. */
  z.strictObject({
    kind: z.literal('rate'),
    perSecond: z.number().positive(),
    retryAfterSeconds: z.number().nonnegative().optional(),
    retryAfterAs: z.enum(['seconds', 'date']).default('seconds'),
  }),
  z.strictObject({
    kind: z.literal('reset'),
    after: moment.default('nothing'),
  }),
  z.strictObject({ kind: z.literal('hang'), after: moment.default('nothing') }),
  z.strictObject({ kind: z.literal('empty') }),
  /** `home`, `loop`, or any URL: a private address, another host, another scheme. */
  z.strictObject({
    kind: z.literal('redirect'),
    to: z.string().min(1),
    status: z.int().min(301).max(308).default(302),
  }),
] as const;

const faultSchema = z.discriminatedUnion('kind', faultSchemas);
export type Fault = z.infer<typeof faultSchema>;

/** May happen on every surface, on top of anything else. */
export const slowSchema = z.strictObject({
  kind: z.literal('slow'),
  ms: z.number().nonnegative(),
});
