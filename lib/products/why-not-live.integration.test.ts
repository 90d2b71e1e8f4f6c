import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { type ListingPolicy, recomputeListing } from './listing';
import { makeEmbeddedProduct, RememberingVectors } from './products-for-tests';
import { vectorBytes } from './save-embeddings';
import { whyNotLive } from './why-not-live';

const { prisma: db } = useTestDatabase();
const phone = '254711000044';
const productId = '4';
const vectors = new RememberingVectors();
const now = new Date('2026-11-29T12:00:00Z');

const when = fc.option(fc.constant(now), { nil: null });
const APPROVED = {
  isActive: true,
  hiddenAt: null,
  qcStatus: 'approved',
  vector: { space: vectors.space, contentHash: 'this' },
} as const;
const UNHELD = { pausedAt: null, suspendedAt: null, eraseAt: null, ownershipProvenAt: null, approvedAt: null };
const UNIT_VECTOR = new Uint8Array(vectorBytes(new Float32Array(768).fill(1 / Math.sqrt(768))));
const hash = fc.option(fc.constantFrom('this', 'another'), { nil: null });

test('says why, just when a product is not live, and the log says the first reason', async () => {
  await makeEmbeddedProduct(db, { productId, sellerPhone: phone });
  const product = fc.record({
    isActive: fc.boolean(),
    hiddenAt: when,
    qcStatus: fc.constantFrom('pending', 'approved', 'flagged', 'rejected'),
    qcContentHash: hash,
    contentHash: hash,
    vector: fc.option(
      fc.record({
        space: fc.constantFrom(vectors.space, 'another-space'),
        contentHash: fc.constantFrom('this', 'another'),
      }),
      { nil: null },
    ),
  });
  const seller = fc.record({
    ...{ pausedAt: when, suspendedAt: when, eraseAt: when, ownershipProvenAt: when, approvedAt: when },
  });
  // What is mostly well is live now and then, or nothing would be compared.
  const mostlyWell = fc.oneof(
    fc.constant({}),
    fc.constant({
      ...{ isActive: true, hiddenAt: null, qcStatus: 'approved' as const },
      ...{ qcContentHash: 'this', contentHash: 'this', vector: { space: vectors.space, contentHash: 'this' } },
    }),
  );
  const unheld = fc.oneof(fc.constant({}), fc.constant({ pausedAt: null, suspendedAt: null, eraseAt: null }));
  const policy = fc.constantFrom<ListingPolicy>('open', 'proven', 'approved');
  let live = 0;
  await fc.assert(
    fc.asyncProperty(product, seller, mostlyWell, unheld, policy, async (facts, ofSeller, well, free, policy) => {
      const { vector, ...data } = { ...facts, ...well };
      await db.product.update({ where: { productId }, data });
      await db.productEmbedding.deleteMany();
      if (vector) await db.productEmbedding.create({ data: { productId, ...vector, vector: UNIT_VECTOR } });
      await db.seller.update({ where: { phone }, data: { ...ofSeller, ...free } });
      await db.catalogSyncLog.deleteMany();
      const before = await db.product.findUniqueOrThrow({ where: { productId } });
      await recomputeListing({ db, vectors, listingPolicy: policy }, [productId]);
      const row = await db.product.findUniqueOrThrow({
        where: { productId },
        include: { seller: true, embeddings: true },
      });
      const reasons = whyNotLive(row, { space: vectors.space, policy });
      expect(row.isListed).toBe(reasons.length === 0);
      if (row.isListed) live += 1;
      const logs = await db.catalogSyncLog.findMany({ select: { eventType: true, code: true } });
      const code = reasons[0]?.code ?? null;
      const change = { eventType: row.isListed ? 'listed' : 'unlisted', code };
      expect(logs).toEqual(before.isListed === row.isListed ? [] : [change]);
    }),
    {
      numRuns: 300,
      // Live, and then nothing of it is known any more: nulls are alike, but no judgement.
      examples: [
        [{ ...APPROVED, qcContentHash: 'this', contentHash: 'this' }, UNHELD, {}, {}, 'open'],
        [{ ...APPROVED, qcContentHash: null, contentHash: null }, UNHELD, {}, {}, 'open'],
      ],
    },
  );
  expect(live).toBeGreaterThan(10);
});
