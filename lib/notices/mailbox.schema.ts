import { z } from 'zod';
import { LANGUAGES } from '@/lib/language/languages.schema';

/** One address and nothing else: no list, no name, no line break. */
const addressSchema = z.email().max(254);

/** What an owner asks for. */
export const mailboxChangeSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('set'),
    address: addressSchema.describe('It is sent a link; nothing else before somebody opens that.'),
    language: z.enum(LANGUAGES).optional().describe('Of the mails; the page’s unless it is said.'),
  }),
  z.object({ action: z.literal('remove') }),
]);

export const mailboxChangedSchema = z.object({
  sellerId: z.string(),
  mailbox: z.enum(['unconfirmed', 'confirmed', 'none']),
});

export const mailLinkFollowedSchema = z.object({ done: z.enum(['confirmed', 'unsubscribed']) });
