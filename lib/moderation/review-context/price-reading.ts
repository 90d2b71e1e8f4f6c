import { z } from 'zod';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readPriceOf } from '@/lib/products/review-facts';
import type { ReviewContext } from './review-context.schema';

const money = z.object({ amount: z.number(), currency: z.string().nullable() });
const facts = z.object({ said: z.object({ price: money.nullable() }) });

interface Priced {
  productId: string;
  contentHash: string | null;
  priceText: string | null;
  priceAmount: { toNumber(): number } | null;
  priceCurrency: string | null;
  readPrice: unknown;
  correctedPrice: unknown;
}

/** A product's price by everybody who read it, so that a wrong one shows. */
export async function readPriceReading(db: PrismaClient, product: Priced): Promise<ReviewContext['price']> {
  const { productId, contentHash, priceText, priceAmount, priceCurrency, correctedPrice } = product;
  const review = await db.qualityReview.findFirst({
    where: { productId, contentHash: contentHash ?? '', source: 'model' },
    select: { facts: true },
  });
  const read = readPriceOf(product);
  return {
    written: priceText,
    carried: priceAmount === null ? null : { amount: priceAmount.toNumber(), currency: priceCurrency },
    read: read === null ? null : { amount: read.amount, currency: read.currency },
    said: facts.safeParse(review?.facts).data?.said.price ?? null,
    corrected: money.safeParse(correctedPrice).data ?? null,
  };
}
