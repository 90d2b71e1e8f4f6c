// What the API answers about products. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';
import { CATEGORIES } from '@/lib/quality/categories.schema';

export const priceSchema = z.object({
  amount: z.number().check(z.describe('In the currency’s main unit.')),
  currency: z.string().check(z.describe('ISO 4217.')),
});
export type PriceView = z.infer<typeof priceSchema>;

export const pictureSourceSchema = z.object({
  url: z.string(),
  type: z.enum(['image/avif', 'image/webp']),
  width: z.int().check(z.describe('Pixels.')),
});
/** A smaller copy of a stored picture. */
export type PictureSource = z.infer<typeof pictureSourceSchema>;

export const nextCursorSchema = z
  .nullable(z.string())
  .check(z.describe('Ask again with this as `cursor` for the next page; null on the last one.'));

/** One product as shoppers and the HTTP API see it. Texts are the seller's own words: untrusted, shown as text only. */
export const productViewSchema = z.object({
  productId: z.string(),
  seller: z.object({
    id: z.uuid(),
    name: z.nullable(z.string()),
    proven: z.boolean().check(z.describe('They have shown that the WhatsApp number is theirs.')),
  }),
  title: z
    .string()
    .check(
      z.describe(
        'The seller’s own words, as all texts here: show them as text only. Without the `price` where they begin ' +
          'or end with it.',
      ),
    ),
  description: z.nullable(z.string()),
  price: z.nullable(priceSchema),
  priceText: z.nullable(z.string()).check(z.describe('As the seller wrote it.')),
  corrected: z
    .array(z.enum(['price', 'category', 'shop_name']))
    .check(z.describe('What the seller says on Soko in place of what is read in WhatsApp.')),
  brand: z.nullable(z.string()).check(z.describe('As the next two: read in the seller’s words by the reviewer.')),
  sizes: z.array(z.string()),
  material: z.nullable(z.string()),
  category: z.nullable(z.enum(CATEGORIES)),
  imageUrl: z
    .nullable(z.string())
    .check(z.describe('Soko’s own copy once there is one; until then WhatsApp’s link, which lives for days.')),
  s3ImageUrl: z.nullable(z.string()),
  pictureSources: z
    .array(pictureSourceSchema)
    .check(z.describe('Smaller copies of the stored picture, best format first.')),
  imageWidth: z.nullable(z.int()),
  imageHeight: z.nullable(z.int()),
  imagePlaceholder: z.nullable(z.string()).check(z.describe('A tiny `data:` URL to show while the picture loads.')),
  lastHydratedAt: z.nullable(z.iso.datetime()).check(z.describe('When the product was last seen on WhatsApp.')),
  listedAt: z.nullable(z.iso.datetime()),
  whatsappUrl: z.string().check(z.describe('A chat with the seller, with a message that names the product.')),
});

export type ProductView = z.infer<typeof productViewSchema>;

export const productPageSchema = z.object({ products: z.array(productViewSchema), nextCursor: nextCursorSchema });
export type ProductPage = z.infer<typeof productPageSchema>;

export const productCountSchema = z.object({
  count: z.int(),
  more: z.boolean().check(z.describe('There are more than that: counting ends there.')),
});
export type ProductCount = z.infer<typeof productCountSchema>;

/** What a product's card shows: a page of them is sent to slow phones, so nothing else is. */
export const cardViewSchema = z.pick(productViewSchema, {
  productId: true,
  seller: true,
  title: true,
  price: true,
  imageUrl: true,
  s3ImageUrl: true,
  pictureSources: true,
  imageWidth: true,
  imageHeight: true,
  imagePlaceholder: true,
  listedAt: true,
});
export type CardView = z.infer<typeof cardViewSchema>;

export const cardPageSchema = z.object({ products: z.array(cardViewSchema), nextCursor: nextCursorSchema });
export type CardPage = z.infer<typeof cardPageSchema>;

export function toCardView(product: ProductView): CardView {
  const { productId, seller, title, price, imageUrl, s3ImageUrl, pictureSources } = product;
  const { imageWidth, imageHeight, imagePlaceholder, listedAt } = product;
  return {
    productId,
    seller,
    title,
    price,
    imageUrl,
    s3ImageUrl,
    pictureSources,
    imageWidth,
    imageHeight,
    imagePlaceholder,
    listedAt,
  };
}
