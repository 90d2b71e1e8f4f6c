import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { decideNow, makeJudged, makeModerators, moderationForTests } from '@/lib/moderation/moderation-for-tests';
import { undoDecision } from '@/lib/moderation/undo-decision';
import { makeEmbeddedProduct, pageForTests } from './products-for-tests';
import { applyReviewsInForce, readReviewsInForce, recordReview } from './reviews';
import { savePages } from './save-page';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const productId = '1';
let parts: ReturnType<typeof moderationForTests>;

beforeEach(async () => {
  parts = moderationForTests(db);
  await makeModerators(db);
});

const product = () => db.product.findUniqueOrThrow({ where: { productId } });

/** As quality control does, whatever brought the product there. */
async function judge(decision: 'approved' | 'rejected' | 'flagged') {
  const { contentHash } = await product();
  if (contentHash === null) throw new Error('nothing to judge');
  await recordReview(db, {
    ...{ productId, contentHash, source: 'model', reviewer: 'another model', decision, confidence: 1 },
    ...{ problems: [], category: null, note: null },
  });
  await applyReviewsInForce(db, [productId]);
  await parts.relist([productId]);
}

const PEOPLE = [
  ['approved', { decision: 'approved' }, 'rejected'],
  ['rejected', { decision: 'rejected', problems: ['weapon'] }, 'approved'],
  ['rejected', { decision: 'fix', sellerNote: 'Another picture, please.' }, 'approved'],
  ['flagged', { decision: 'flagged' }, 'approved'],
] as const;

test.each(PEOPLE)(
  'unchanged content stays %s as a person decided (%j) when a model says %s',
  async (held, by, said) => {
    const { sellerPhone } = await makeJudged(parts.deps, { productId });
    await decideNow(parts.deps, { productId, ...by });
    // Judged again as it stands, by another model too.
    await judge(said);
    expect((await product()).qcStatus).toBe(held);
    // Replayed: read, embedded and judged from the beginning, with the same words and picture.
    await savePages(db, [{ ...pageForTests(productId, sellerPhone), reviewAgain: true }]);
    await makeEmbeddedProduct(db, { productId, sellerPhone });
    await judge(said);
    expect(await product()).toMatchObject({ qcStatus: held, isListed: held === 'approved' });
  },
);

test('changed content is judged anew; as it was again, the person’s decision holds again', async () => {
  const { sellerPhone } = await makeJudged(parts.deps, { productId });
  await decideNow(parts.deps, { productId, decision: 'rejected', problems: ['weapon'] });
  await makeEmbeddedProduct(db, { productId, sellerPhone, page: { title: 'Water gun' } });
  await judge('approved');
  expect((await product()).isListed).toBe(true);
  await makeEmbeddedProduct(db, { productId, sellerPhone });
  await judge('approved');
  expect(await product()).toMatchObject({ qcStatus: 'rejected', isListed: false });
});

test('taken back, a decision counts for nothing, wherever it is looked at', async () => {
  const { contentHash } = await makeJudged(parts.deps, { productId });
  const { id } = await decideNow(parts.deps, { productId });
  await undoDecision(parts.deps, { decisionId: id, moderatorId: 'joe' });
  const held = await readReviewsInForce(db, [{ productId, contentHash: contentHash ?? '' }]);
  expect(held.get(productId)).toMatchObject({ source: 'model', decision: 'flagged' });
});
