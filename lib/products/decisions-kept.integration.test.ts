import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { contentHash } from './content-hash';
import { recomputeListing } from './listing';
import { readProducts } from './product-record';
import { makeEmbeddedProduct, pageForTests, RememberingVectors } from './products-for-tests';
import { applyReviewsInForce, type ReviewRecord, recordReview } from './reviews';
import type { PageContent } from './save-page';

const MIGRATION = 'prisma/migrations/20261129010000_decisions_kept/migration.sql';
const sellerPhone = '254711000003';
const productId = '3001';

const database = useTestDatabase({ emptyBeforeEach: true });

/** As it was called before: of the picture and the words that the model reads. */
const formerHash = (imageHash: string | null, cleanText: string | null) =>
  createHash('sha256')
    .update(JSON.stringify(['content-1', imageHash, cleanText ?? '']))
    .digest('hex');

interface Judged {
  by: Pick<ReviewRecord, 'source' | 'decision'>[];
  page?: Partial<PageContent>;
  imageHash?: string | null;
}

/** A product as it was kept before, judged by these in their order. */
async function judgedBefore({ by, page = {}, imageHash = 'a1' }: Judged): Promise<string> {
  const made = await makeEmbeddedProduct(database.prisma, { productId, sellerPhone, page, imageHash });
  const before = formerHash(imageHash, made.cleanText);
  await database.prisma.product.update({ where: { productId }, data: { contentHash: before } });
  await database.prisma.productEmbedding.updateMany({ where: { productId }, data: { contentHash: before } });
  for (const { source, decision } of by) {
    // Two of the same millisecond have no order.
    await database.prisma.$executeRaw`UPDATE "qualityReviews" SET "createdAt" = "createdAt" - interval '1 second'`;
    await recordReview(database.prisma, {
      ...{ productId, contentHash: before, source, reviewer: source, decision, confidence: null },
      ...{ problems: [], category: null, note: null },
    });
  }
  await applyReviewsInForce(database.prisma, [productId]);
  await relist();
  return before;
}

async function upgrade(): Promise<void> {
  // In one transaction, as migrations are applied.
  await database.pool.query(`BEGIN; ${await readFile(MIGRATION, 'utf8')}; COMMIT`);
  await applyReviewsInForce(database.prisma, [productId]);
  await relist();
}

const relist = () =>
  recomputeListing({ db: database.prisma, vectors: new RememberingVectors(), listingPolicy: 'open' }, [productId]);

async function stored() {
  const product = (await readProducts(database.prisma, [productId])).get(productId);
  if (product === undefined) throw new Error('The product is not there.');
  return product;
}

const [model, moderator] = ['model', 'moderator'] as const;

test.each<[string, Judged, 'approved' | 'rejected' | 'flagged']>([
  [
    'a rejection, of what the model approved',
    {
      by: [
        { source: model, decision: 'approved' },
        { source: moderator, decision: 'rejected' },
      ],
    },
    'rejected',
  ],
  [
    'an approval, of what the model flagged',
    {
      by: [
        { source: model, decision: 'flagged' },
        { source: moderator, decision: 'approved' },
      ],
    },
    'approved',
  ],
  ['a flag', { by: [{ source: moderator, decision: 'flagged' }] }, 'flagged'],
  [
    'the newest of several',
    {
      by: [
        { source: moderator, decision: 'approved' },
        { source: moderator, decision: 'rejected' },
      ],
    },
    'rejected',
  ],
  ['one without a picture', { by: [{ source: moderator, decision: 'rejected' }], imageHash: null }, 'rejected'],
  [
    'one about words with every kind of sign',
    {
      by: [{ source: moderator, decision: 'rejected' }],
      page: {
        title: '"Nguo" \\ </b> \u2028 👗 é',
        description: "a\n\tb\u0001\u007f\u001f\b\f 🔥 %s '$1",
        businessName: null,
        cleanText: '"Nguo" \\ </b> é. a b \'$1',
      },
    },
    'rejected',
  ],
])(
  'a person’s decision about what a product still is outlives what contents are called: %s',
  async (_what, judged, decision) => {
    const before = await judgedBefore(judged);
    const { isListed } = await stored();
    await upgrade();
    const product = await stored();
    const content = contentHash(product);
    expect(product).toMatchObject({ contentHash: content, qcContentHash: content, qcStatus: decision, isListed });
    expect(isListed).toBe(decision === 'approved');
    expect(await database.prisma.qualityReview.count({ where: { contentHash: content } })).toBe(judged.by.length);
    expect(await database.prisma.productEmbedding.count({ where: { contentHash: content } })).toBe(1);
    expect(await database.prisma.qualityReview.count({ where: { contentHash: before } })).toBe(0);
  },
);

test('reports go with what they were about', async () => {
  const before = await judgedBefore({ by: [{ source: moderator, decision: 'approved' }] });
  await database.prisma.productReport.create({
    data: { productId, contentHash: before, reason: 'other', clientHash: 'c' },
  });
  await upgrade();
  const [report] = await database.prisma.productReport.findMany();
  expect(report?.contentHash).toBe((await stored()).contentHash);
});

test('what only a model judged, and what has changed since a person did, is judged anew', async () => {
  const before = await judgedBefore({ by: [{ source: model, decision: 'approved' }] });
  await upgrade();
  expect((await stored()).contentHash).toBe(before);
  await recordReview(database.prisma, {
    ...{ productId, contentHash: before, source: moderator, reviewer: 'm', decision: 'approved', confidence: null },
    ...{ problems: [], category: null, note: null },
  });
  const { cleanText } = pageForTests(productId, sellerPhone, { cleanText: 'Guns' });
  await database.prisma.product.update({ where: { productId }, data: { cleanText } });
  await upgrade();
  expect((await stored()).contentHash).toBe(before);
});
