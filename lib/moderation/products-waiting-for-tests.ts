import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';

const PHONE = '254712345678';

/** Two moderators and an admin. */
export async function makeModerators(db: PrismaClient): Promise<void> {
  await db.user.createMany({
    data: [
      { id: 'amina', name: 'Amina', email: 'amina@soko.test', role: 'moderator' },
      { id: 'joe', name: 'Joe', email: 'joe@soko.test', role: 'moderator' },
      { id: 'wanjiku', name: 'Wanjiku', email: 'wanjiku@soko.test', role: 'admin' },
    ],
  });
}

type Waiting = Partial<Prisma.ProductCreateManyInput> & { productId: string };

/** Flagged products with the model's review of each, as the stages leave them. */
export async function makeFlagged(db: PrismaClient, products: Waiting[]): Promise<void> {
  const phones = [...new Set(products.map(({ sellerPhone = PHONE }) => sellerPhone))];
  await db.seller.createMany({ data: phones.map((phone) => ({ phone, name: `Shop ${phone}` })), skipDuplicates: true });
  const rows = products.map(({ productId, ...more }) => ({
    ...{ productId, sellerPhone: PHONE, title: `Product ${productId}`, description: 'As new' },
    ...{ contentHash: `hash-${productId}`, qcContentHash: `hash-${productId}`, qcStatus: 'flagged' as const },
    ...{ qcProblems: ['other'], qcConfidence: 0.5 },
    ...more,
  }));
  await db.product.createMany({ data: rows });
  await db.qualityReview.createMany({
    data: rows.map(({ productId, contentHash, qcProblems, qcConfidence }) => ({
      ...{ productId, contentHash, source: 'model', reviewer: 'gemini', decision: 'flagged' as const },
      problems: qcProblems as string[],
      confidence: qcConfidence,
    })),
  });
}
