import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { SELLER_FOR_TESTS } from './moderation-for-tests';

type Waiting = Omit<Partial<Prisma.ProductCreateManyInput>, 'contentHash' | 'qcProblems'> & {
  productId: string;
  qcProblems?: string[];
};

/** Flagged products with the model's review of each, as the stages leave them. */
export async function makeFlagged(db: PrismaClient, products: Waiting[]): Promise<void> {
  const phones = [...new Set(products.map(({ sellerPhone = SELLER_FOR_TESTS }) => sellerPhone))];
  await db.seller.createMany({ data: phones.map((phone) => ({ phone, name: `Shop ${phone}` })), skipDuplicates: true });
  const rows = products.map(({ productId, ...more }) => ({
    ...{ productId, sellerPhone: SELLER_FOR_TESTS, title: `Product ${productId}`, description: 'As new' },
    ...{ contentHash: `hash-${productId}`, qcContentHash: `hash-${productId}`, qcStatus: 'flagged' as const },
    ...{ qcProblems: ['other'], qcConfidence: 0.5 },
    ...more,
  }));
  await db.product.createMany({ data: rows });
  await db.qualityReview.createMany({
    data: rows.map(({ productId, contentHash, qcProblems, qcConfidence }) => ({
      ...{ productId, contentHash, source: 'model', reviewer: 'gemini', decision: 'flagged' as const },
      problems: qcProblems,
      confidence: qcConfidence,
    })),
  });
}
