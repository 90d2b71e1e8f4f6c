// What the API answers about a shop: what its pages show to trust it by. In zod/mini, as product-view.schema.ts.
import * as z from 'zod/mini';
import { sellerSaysSchema } from '@/lib/place-and-delivery/seller-says.schema';
import { productViewSchema } from './product-view.schema';

const shopFacts = {
  products: z.int().check(z.describe('How many of theirs are live.')),
  since: z.iso.datetime().check(z.describe('Since when Soko knows the shop.')),
  provenAt: z
    .nullable(z.iso.datetime())
    .check(z.describe('When they showed that the WhatsApp number is theirs; null: they have not.')),
  lastSeenAt: z
    .nullable(z.iso.datetime())
    .check(z.describe('When one of their live products was last seen on WhatsApp.')),
};

export const shopViewSchema = z.object({
  id: z.uuid(),
  name: z.nullable(z.string()),
  namedHere: z.boolean().check(z.describe('The name is their own for their shop here, in place of WhatsApp’s.')),
  ...shopFacts,
  says: sellerSaysSchema.check(
    z.describe('Quoted where several of their newest texts say it alike. Their words: Soko has not looked.'),
  ),
});
export type ShopView = z.infer<typeof shopViewSchema>;

/** One product with what its page tells of the shop behind it. */
export const productDetailSchema = z.extend(productViewSchema, {
  seller: z.extend(productViewSchema.shape.seller, shopFacts),
  says: sellerSaysSchema.check(z.describe('Quoted from its `description`. The seller’s words: Soko has not looked.')),
});
export type ProductDetail = z.infer<typeof productDetailSchema>;
