// What a shop's products are exported as. Written in zod/mini, as every answer.
import * as z from 'zod/mini';
import { STANDINGS } from '@/lib/products/standing.schema';

/** One product as it leaves: a line of the table, or an entry of the JSON array. */
export const exportedProductSchema = z.object({
  productId: z.string(),
  standing: z.enum(STANDINGS),
  reasons: z.array(z.string()).check(z.describe('Codes of what holds against it, or keeps it from being read.')),
  title: z.nullable(z.string()),
  description: z.nullable(z.string()),
  priceAmount: z.nullable(z.number()),
  priceCurrency: z.nullable(z.string()),
  priceText: z.nullable(z.string()).check(z.describe('As it stands in WhatsApp.')),
  priceCorrected: z.boolean(),
  category: z.nullable(z.string()),
  categoryCorrected: z.boolean(),
  hidden: z.boolean(),
  pictureUrl: z.nullable(z.string()),
  lastReadAt: z.nullable(z.iso.datetime()),
});
export type ExportedProduct = z.infer<typeof exportedProductSchema>;

export const exportedShopSchema = z.array(exportedProductSchema);
