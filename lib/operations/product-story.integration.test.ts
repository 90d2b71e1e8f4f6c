import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { moveItems } from '@/lib/syncs/move-items';
import { openListedRun } from '@/lib/syncs/open-run';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { readAdminProduct } from './product-page';
import { readProductStory, readStoryCursor, type StoryLine, writeStoryCursor } from './product-story';

const { prisma: db } = useTestDatabase();
const phone = '254711000055';
const productId = '55';
const open = { space: null, policy: 'open' as const };

beforeAll(async () => {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone: phone });
  await makeEmbeddedProduct(db, { productId: '56', sellerPhone: phone });
  const products = [{ productId, sellerPhone: phone }];
  const { syncRunId } = await openListedRun(db, { kind: 'links', sellerPhone: phone, products });
  await writeSyncLogs(db, [{ syncRunId, productId, sellerPhone: phone, eventType: 'hydrate_start' }]);
  const problem = { code: 'login_wall', message: 'WhatsApp asked to log in.' };
  const logs = [{ eventType: 'hydrate_failed' as const, code: problem.code }];
  await moveItems(db, syncRunId, [{ productId, outcome: 'failed', problem, logs }]);
  const judged = { productId, contentHash, source: 'moderator', reviewer: 'amina' };
  await db.qualityReview.create({
    data: { ...judged, decision: 'rejected', action: 'reject', problems: ['weapon'], note: 'A knife.' },
  });
  await db.qualityReview.create({
    data: { ...judged, decision: 'approved', action: 'approve', undoneAt: new Date(), undoneBy: 'juma' },
  });
  await db.productReport.create({
    data: { productId, contentHash, reason: 'scam', note: 'Never came', clientHash: 'c' },
  });
  await db.appeal.create({
    data: {
      productId,
      contentHash,
      note: 'It is a bread knife',
      resolvedAt: new Date(),
      resolvedBy: 'juma',
      outcome: 'approved',
    },
  });
  for (const action of ['product.hidden', 'review.rejected'])
    await db.auditLog.create({ data: { actorId: 'seller:1', action, subject: `product:${productId}` } });
  // Another product's is none of this one's story.
  await writeSyncLogs(db, [{ syncRunId: null, productId: '56', sellerPhone: phone, eventType: 'listed' }]);
});

const told = (lines: StoryLine[]) => lines.map(({ source, kind }) => `${source} ${kind}`).sort();

test('tells all that happened to a product, each with its reason and by whom', async () => {
  const { lines, next } = await readProductStory(db, { productId, limit: 100 });
  expect(next).toBeNull();
  expect(told(lines)).toEqual(
    [
      ...[
        'found links',
        'log hydrate_start',
        'log hydrate_failed',
        'review reject',
        'review approve',
        'undone approve',
      ],
      ...['report scam', 'appeal appealed', 'appeal_decided approved', 'audit product.hidden'],
    ].sort(),
  );
  const find = (source: string, kind: string) => lines.find((each) => each.source === source && each.kind === kind);
  expect(find('log', 'hydrate_failed')).toMatchObject({ code: 'login_wall', message: 'WhatsApp asked to log in.' });
  expect(find('review', 'reject')).toMatchObject({ actor: 'amina', code: 'weapon', message: 'A knife.' });
  expect(find('undone', 'approve')).toMatchObject({ actor: 'juma' });
});

test('page by page it is the same story, each line once', async () => {
  const all = await readProductStory(db, { productId, limit: 100 });
  const paged: StoryLine[] = [];
  for (let before = readStoryCursor(undefined), pages = 0; pages < 20; pages++) {
    const { lines, next } = await readProductStory(db, { productId, before, limit: 3 });
    paged.push(...lines);
    if (next === null) break;
    before = readStoryCursor(writeStoryCursor(next));
    expect(before).toEqual(next);
  }
  expect(paged).toEqual(all.lines);
});

test('no cursor but our own', () => {
  for (const text of [undefined, '', 'x', '1.', "1.l';--", '99999999999999999.l1'])
    expect(readStoryCursor(text)).toBeUndefined();
});

test('a product’s page says how it stands, and what failed last until somebody dismisses it', async () => {
  expect(await readAdminProduct(db, '404', open)).toBeNull();
  const before = await readAdminProduct(db, productId, open);
  expect(before).toMatchObject({ failed: { code: 'login_wall' }, onItsWay: [], notLive: [{ code: 'not_judged' }] });
  await db.syncItem.updateMany({ data: { dismissedAt: new Date(), dismissedBy: 'amina' } });
  expect((await readAdminProduct(db, productId, open))?.failed).toBeNull();
  const products = [{ productId, sellerPhone: phone }];
  const { syncRunId } = await openListedRun(db, { kind: 'replay', sellerPhone: null, products });
  expect((await readAdminProduct(db, productId, open))?.onItsWay).toMatchObject([{ syncRunId, stage: 'hydrate' }]);
});
