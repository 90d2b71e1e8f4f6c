import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { recordReview } from '@/lib/products/reviews';
import { FIRST_TEXTS } from './first-texts';
import { readPolicyHistory, readPolicyInForce, readPolicyVersion } from './read-policy';
import { savePolicy } from './save-policy';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const texts = { ...FIRST_TEXTS, weapon: { text: 'No weapons.', applies: ['A gun'], fine: ['A spoon'] } };
const next = { basedOn: 1, texts, secondLookPercent: 5, actorId: 'joe' };

beforeEach(() =>
  db.user.create({ data: { id: 'joe', name: 'Joe', email: 'joe@soko.test', role: 'admin' } }).then(() => undefined),
);

test('before anybody has written one, it is the one that Soko comes with, and is kept', async () => {
  const [one, two] = await Promise.all([readPolicyInForce(db), readPolicyInForce(db)]);
  expect(one).toEqual(two);
  expect(one).toMatchObject({ version: 1, texts: FIRST_TEXTS, secondLookPercent: 0, createdBy: null });
  expect(await db.policyVersion.count()).toBe(1);
});

test('a reason the version does not know has the text that Soko comes with; one that is gone is left out', async () => {
  const { weapon, ...older } = texts;
  await db.policyVersion.create({ data: { version: 3, texts: { ...older, no_longer: weapon } } });
  const policy = await readPolicyInForce(db);
  expect(policy.texts.weapon).toEqual(FIRST_TEXTS.weapon);
  expect(policy.texts).not.toHaveProperty('no_longer');
});

describe('saving', () => {
  test('makes the next version, in force at once, with what changed in the audit log', async () => {
    expect(await savePolicy(db, next)).toEqual({ version: 2 });
    expect(await readPolicyInForce(db)).toMatchObject({ version: 2, texts, secondLookPercent: 5, createdBy: 'joe' });
    expect(await readPolicyVersion(db, 1)).toMatchObject({ texts: FIRST_TEXTS });
    expect(await readPolicyVersion(db, 7)).toBeNull();
    expect(await readPolicyHistory(db, 10)).toMatchObject([
      { version: 2, by: 'Joe' },
      { version: 1, by: null },
    ]);
    expect(await db.auditLog.findFirst()).toMatchObject({
      actorId: 'joe',
      action: 'policy.saved',
      subject: 'policy:2',
      detail: {
        before: { secondLookPercent: 0, weapon: FIRST_TEXTS.weapon },
        after: { secondLookPercent: 5, weapon: texts.weapon },
      },
    });
  });

  test('twice from the same version: who comes second is told who was first, and loses nothing', async () => {
    await savePolicy(db, next);
    const second = savePolicy(db, { ...next, texts: FIRST_TEXTS, actorId: 'amina' });
    await expect(second).rejects.toMatchObject({ code: 'policy_conflict', status: 409 });
    await expect(second).rejects.toThrow(/^Joe saved version 2 while you were writing/);
    expect([await db.policyVersion.count(), await db.auditLog.count()]).toEqual([2, 1]);
  });

  test('at the same moment: exactly one is kept', async () => {
    await readPolicyInForce(db);
    const attempts = Array.from({ length: 5 }, (_, at) => savePolicy(db, { ...next, secondLookPercent: at + 1 }));
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of settled) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'policy_conflict' });
    }
    expect([await db.policyVersion.count(), await db.auditLog.count()]).toEqual([2, 1]);
  });

  test('what is the same already is no version', async () => {
    const same = savePolicy(db, { ...next, texts: FIRST_TEXTS, secondLookPercent: 0 });
    await expect(same).rejects.toMatchObject({ code: 'policy_unchanged' });
    expect(await db.auditLog.count()).toBe(0);
  });
});

test('each review names the version in force, the first one before any was kept', async () => {
  await db.seller.create({ data: { phone: '254712345678' } });
  await db.product.create({ data: { productId: '1', sellerPhone: '254712345678' } });
  const review = { productId: '1', decision: 'approved' as const, problems: [], category: null, note: null };
  await recordReview(db, { ...review, source: 'model', reviewer: 'gemini', contentHash: 'a', confidence: 0.9 });
  await savePolicy(db, next);
  await recordReview(db, { ...review, source: 'moderator', reviewer: 'joe', contentHash: 'a', confidence: null });
  const kept = await db.qualityReview.findMany({ orderBy: { policyVersion: 'asc' } });
  expect(kept.map(({ source, policyVersion }) => [source, policyVersion])).toEqual([
    ['model', 1],
    ['moderator', 2],
  ]);
});
