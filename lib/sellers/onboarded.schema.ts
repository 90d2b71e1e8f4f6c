// What the API answers to a paste. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';

const acceptedLinkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('catalogue'), phone: z.string() }),
  z.object({ kind: z.literal('product'), phone: z.string(), productId: z.string() }),
]);

export const onboardedSchema = z.object({
  sellers: z.array(
    z.object({
      phone: z.string(),
      syncId: z.uuid(),
      statusUrl: z.string().check(z.describe('A page of this site.')),
      token: z.nullable(z.string()).check(z.describe('Null for who joins a sync that another paste started.')),
    }),
  ),
  accepted: z.array(acceptedLinkSchema),
  rejected: z
    .array(z.object({ text: z.string(), code: z.string(), message: z.string() }))
    .check(z.describe('What was not taken, and what to do about each.')),
});
export type Onboarded = z.infer<typeof onboardedSchema>;
