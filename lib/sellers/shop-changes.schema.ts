// What a seller may change, as the API takes it: JSON, or a plain form, whose fields are texts.
import { z } from 'zod';
import { CATEGORIES } from '@/lib/quality/categories.schema';

/** What is sold for in East Africa and what is paid with from abroad. */
export const PRICE_CURRENCIES = ['KES', 'UGX', 'TZS', 'RWF', 'ETB', 'USD', 'EUR', 'GBP'] as const;
export const MOST_PRICE = 1_000_000_000;
export const APPEAL_NOTE_LENGTH = 500;
export const SHOP_NAME_LENGTH = 60;

/** As people write one: `1,500`. */
const amount = z
  .union([z.number(), z.string().regex(/^[\d\s,]+(?:\.\d{1,2})?$/)])
  .transform((written) => (typeof written === 'string' ? Number(written.replace(/[\s,]/g, '')) : written))
  .pipe(z.number().positive().max(MOST_PRICE).multipleOf(0.01));

/** `price_as_read`, `category_as_judged`: the seller's own no longer. */
export const productChangeSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('hide') }),
  z.object({ action: z.literal('show') }),
  z.object({ action: z.literal('price'), amount, currency: z.enum(PRICE_CURRENCIES).default('KES') }),
  z.object({ action: z.literal('price_as_read') }),
  z.object({ action: z.literal('category'), category: z.enum(CATEGORIES) }),
  z.object({ action: z.literal('category_as_judged') }),
  z.object({ action: z.literal('appeal'), note: z.string().max(4 * APPEAL_NOTE_LENGTH) }),
]);
export type ProductChange = z.infer<typeof productChangeSchema>;

/** `name`: empty is WhatsApp's. `erase` is done a day later; `restore` takes it back until then. */
export const shopChangeSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('sync') }),
  z.object({ action: z.literal('pause') }),
  z.object({ action: z.literal('resume') }),
  z.object({ action: z.literal('name'), name: z.string().max(4 * SHOP_NAME_LENGTH) }),
  z.object({ action: z.literal('erase'), confirm: z.literal('erase') }),
  z.object({ action: z.literal('restore') }),
]);
export type ShopChange = z.infer<typeof shopChangeSchema>;

/** Whoever pasted the shop's link may do these; all else only who has shown that it is theirs. */
const FOR_HOLDERS: readonly (ProductChange | ShopChange)['action'][] = ['sync', 'appeal'];

export const levelOf = ({ action }: ProductChange | ShopChange): 'holder' | 'owner' =>
  FOR_HOLDERS.includes(action) ? 'holder' : 'owner';

/** The answer to either. */
export const shopChangedSchema = z.object({
  action: z.string(),
  changed: z.boolean().describe('False where it was so already.'),
  syncId: z.uuid().optional().describe('Of the sync that was started, or that is under way.'),
  eraseAt: z.iso.datetime().optional().describe('When all is erased, unless it is restored before.'),
});
export type ShopChanged = z.infer<typeof shopChangedSchema>;
