import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SmtpStandIn, startSmtp } from '@/e2e/support/start-smtp';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { eraseSeller } from '@/lib/sellers/erase-seller';
import { claimMail, readSellersToMail } from './claim-mail';
import { collectNotices } from './collect-notices';
import { type MailDeps, mailSeller } from './mail-seller';
import { readMailToken } from './mail-token';
import { followMailLink, readMailbox, removeMailbox, setMailbox } from './mailbox';
import { openMailer } from './open-mailer';
import { readNotices } from './read-notices';

const PHONE = '254712345678';
const ADDRESS = 'amina@shop.example';
const KEY = Buffer.from('only-for-tests');
const HOUR_MS = 3_600_000;

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let smtp: SmtpStandIn;
let deps: MailDeps;
let sellerId: string;
const later = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

beforeAll(async () => {
  smtp = await startSmtp();
  const mailer = openMailer({ SMTP_URL: smtp.url, MAIL_FROM: 'Soko <soko@soko.example>' });
  if (mailer === null) throw new Error('no mailer');
  deps = { db, mailer, publicUrl: 'https://soko.example', mailKey: KEY };
});
beforeEach(async () => {
  smtp.mails.length = 0;
  smtp.answer = 'take';
  sellerId = (await db.seller.create({ data: { phone: PHONE, name: 'Amina Fabrics' } })).id;
});
afterAll(async () => {
  deps.mailer.close();
  await smtp.close();
});

/** A live product, as listing leaves it. */
async function live(productId: string): Promise<void> {
  await makeEmbeddedProduct(db, { productId, sellerPhone: PHONE });
  await db.product.update({ where: { productId }, data: { isListed: true, listedAt: new Date() } });
}

async function rejected(productId: string): Promise<void> {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone: PHONE });
  const review = { contentHash, source: 'model', reviewer: 'test', decision: 'rejected' as const };
  await db.qualityReview.create({ data: { ...review, productId, problems: ['weapon'] } });
  await db.product.update({ where: { productId }, data: { qcStatus: 'rejected', qcContentHash: contentHash } });
}

async function failedSync(outcome: string, change: object = {}): Promise<string> {
  const { id } = await db.syncRun.create({
    data: { kind: 'catalogue', state: 'failed', sellerPhone: PHONE, outcome, finishedAt: new Date(), ...change },
  });
  return id;
}

const kinds = async () => (await readNotices(db, PHONE)).map(({ kind, count }) => [kind, count]);

describe('what happened is collected from the tables, each thing once', () => {
  test('products that go live for the first time, in one line a day', async () => {
    await live('1');
    await live('2');
    expect(await collectNotices(db, new Date())).toEqual({ collected: 2 });
    expect(await readNotices(db, PHONE)).toMatchObject([
      { kind: 'product_live', count: 2, titles: expect.arrayContaining(['Kitenge dress 1', 'Kitenge dress 2']) },
    ]);
    // Hidden and shown again.
    await db.product.update({ where: { productId: '1' }, data: { listedAt: later(1) } });
    expect(await collectNotices(db, later(2))).toEqual({ collected: 0 });
  });

  test('rejected ones, until they are not any more', async () => {
    await rejected('1');
    await collectNotices(db, new Date());
    await collectNotices(db, new Date());
    expect(await kinds()).toEqual([['product_rejected', 1]]);
    await db.product.update({ where: { productId: '1' }, data: { qcStatus: 'approved' } });
    await collectNotices(db, new Date());
    expect(await kinds()).toEqual([]);
  });

  test('what a moderator asks to be changed, until it is', async () => {
    await rejected('1');
    const { contentHash } = await db.product.findUniqueOrThrow({ where: { productId: '1' } });
    const { id: reviewId } = await db.qualityReview.findFirstOrThrow({ where: { productId: '1' } });
    const asked = { productId: '1', contentHash: contentHash ?? '', reviewId, askedBy: 'moderator' };
    await db.fixRequest.create({ data: { ...asked, sellerNote: 'Show the whole shoe' } });
    await collectNotices(db, new Date());
    expect(await kinds()).toEqual([['asked_to_fix', 1]]);
    await db.product.update({ where: { productId: '1' }, data: { contentHash: 'changed' } });
    await collectNotices(db, new Date());
    expect(await kinds()).toEqual([]);
  });

  test('a sync that failed, until one did not', async () => {
    await failedSync('interstitial');
    await collectNotices(db, new Date());
    expect(await readNotices(db, PHONE)).toMatchObject([{ kind: 'sync_failed', detail: { outcome: 'interstitial' } }]);
    await db.syncRun.create({ data: { kind: 'links', state: 'running', outcome: 'links', sellerPhone: PHONE } });
    await collectNotices(db, new Date());
    expect(await kinds()).toEqual([]);
  });

  test('of visits that nobody asked for, only what ends them', async () => {
    await failedSync('blocked', { onlyNew: true });
    await failedSync('worker_lost', { onlyNew: true });
    await collectNotices(db, new Date());
    expect(await kinds()).toEqual([]);
    await failedSync('not_found', { onlyNew: true });
    await collectNotices(db, new Date());
    expect(await kinds()).toEqual([['sync_failed', 1]]);
  });

  test('a proven shop, a decided appeal, an erasure until it is undone', async () => {
    await rejected('1');
    const { contentHash } = await db.product.findUniqueOrThrow({ where: { productId: '1' } });
    const resolved = { resolvedAt: new Date(), resolvedBy: 'moderator', outcome: 'rejected' };
    await db.appeal.create({
      data: { productId: '1', contentHash: contentHash ?? '', note: 'It is a toy', ...resolved },
    });
    const eraseAt = later(24);
    await db.seller.update({ where: { phone: PHONE }, data: { ownershipProvenAt: new Date(), eraseAt } });
    await collectNotices(db, new Date());
    const all = await readNotices(db, PHONE);
    expect(all.map(({ kind }) => kind).sort()).toEqual([
      ...['appeal_decided', 'erasure_scheduled', 'product_rejected', 'shop_proven'],
    ]);
    expect(all.find(({ kind }) => kind === 'appeal_decided')).toMatchObject({ detail: { upheld: false } });
    await db.seller.update({ where: { phone: PHONE }, data: { eraseAt: null } });
    await collectNotices(db, new Date());
    expect(await db.sellerNotice.count({ where: { kind: 'erasure_scheduled' } })).toBe(0);
  });
});

async function confirmedMailbox(): Promise<void> {
  await setMailbox(db, { sellerId, phone: PHONE }, { address: ADDRESS, language: 'en' });
  await db.sellerMailbox.update({ where: { sellerPhone: PHONE }, data: { confirmedAt: new Date(Date.now() - 1_000) } });
}

/** The link in a mail that leads to the page about it. */
const tokenIn = (text: string): string => /\/sell\/mail\/([\w.-]+)/.exec(text)?.[1] ?? '';

describe('by e-mail', () => {
  test('a link first, news once a day after it was opened, nothing after it was ended', async () => {
    await setMailbox(db, { sellerId, phone: PHONE }, { address: ADDRESS, language: 'sw' });
    await live('1');
    await collectNotices(db, new Date());
    expect(await readSellersToMail(db, new Date())).toEqual([sellerId]);
    expect(await mailSeller(deps, sellerId, new Date())).toEqual({ state: 'sent' });
    expect(await mailSeller(deps, sellerId, new Date())).toBeNull();
    expect(smtp.mails).toMatchObject([{ to: [ADDRESS], text: expect.stringContaining('Ndiyo, niandikieni') }]);

    const link = readMailToken(tokenIn(smtp.mails[0]?.text ?? ''), KEY);
    expect(link && (await followMailLink(db, link))).toBe(true);
    expect(await readMailbox(db, PHONE)).toEqual({ address: ADDRESS, language: 'sw', confirmed: true });
    // What was live before is no news.
    expect(await mailSeller(deps, sellerId, later(1))).toBeNull();
    await live('2');
    await collectNotices(db, new Date());
    expect(await mailSeller(deps, sellerId, later(1))).toEqual({ state: 'sent' });
    expect(await mailSeller(deps, sellerId, later(30))).toBeNull();
    const mail = smtp.mails[1]?.text ?? '';
    expect(mail).toContain('Kitenge dress 2');
    expect(mail).not.toContain('Kitenge dress 1');
    expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const oneClick =
      /^List-Unsubscribe:\s+<https:\/\/soko\.example\/api\/mail-links\/([\w.-]+)>/m.exec(mail)?.[1] ?? '';
    const end = readMailToken(oneClick, KEY);
    expect(end && (await followMailLink(db, end))).toBe(true);
    expect(await readMailbox(db, PHONE)).toBeNull();
    // Clicked twice: it is as they want it.
    expect(end && (await followMailLink(db, end))).toBe(true);
    expect(await readSellersToMail(db, later(48))).toEqual([]);
  });

  test('a link of another address or of last week confirms nothing', async () => {
    const shop = { sellerId, phone: PHONE };
    await setMailbox(db, shop, { address: ADDRESS, language: 'en' });
    const first = await db.sellerMailbox.findUniqueOrThrow({ where: { sellerPhone: PHONE } });
    const old = { does: 'confirm' as const, sellerId, setAt: first.setAt };
    await new Promise((resolve) => setTimeout(resolve, 2));
    await setMailbox(db, shop, { address: 'other@shop.example', language: 'en' });
    expect(await followMailLink(db, old)).toBe(false);
    const setAt = new Date(Date.now() - 8 * 24 * HOUR_MS);
    await db.sellerMailbox.update({ where: { sellerPhone: PHONE }, data: { setAt } });
    expect(await followMailLink(db, { ...old, setAt })).toBe(false);
    expect(await readMailbox(db, PHONE)).toMatchObject({ confirmed: false });
    await collectNotices(db, new Date());
    expect(await readMailbox(db, PHONE)).toBeNull();
  });

  test('asked for by five at once: sent once', async () => {
    await confirmedMailbox();
    await failedSync('not_found');
    await collectNotices(db, new Date());
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => mailSeller(deps, sellerId, new Date())));
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([{ state: 'sent' }]);
    expect(smtp.mails).toHaveLength(1);
  });

  test('killed between writing it down and sending it: never sent twice, and on the page all the same', async () => {
    await confirmedMailbox();
    await failedSync('not_found');
    await collectNotices(db, new Date());
    expect(await claimMail(db, sellerId, new Date())).toMatchObject({ kind: 'digest' });
    expect(await mailSeller(deps, sellerId, later(48))).toBeNull();
    expect(smtp.mails).toEqual([]);
    expect(await kinds()).toEqual([['sync_failed', 1]]);
  });

  test.each([
    ['take', 'sent', false],
    ['hang up', 'unknown', false],
    ['no such person', 'refused', false],
    ['come back', 'unsent', true],
  ] as const)('a server that says “%s”: %s, due again: %s', async (answer, state, again) => {
    await confirmedMailbox();
    await failedSync('not_found');
    await collectNotices(db, new Date());
    smtp.answer = answer;
    const outcome = await mailSeller(deps, sellerId, new Date());
    expect(outcome?.state).toBe(state);
    expect(JSON.stringify(outcome)).not.toContain(ADDRESS);
    smtp.answer = 'take';
    expect((await mailSeller(deps, sellerId, new Date())) !== null).toBe(again);
    expect(smtp.mails.length).toBe(answer === 'no such person' ? 0 : 1);
  });

  test('no server: due again', async () => {
    await confirmedMailbox();
    await failedSync('not_found');
    await collectNotices(db, new Date());
    const away = openMailer({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'soko@soko.example' });
    if (away === null) throw new Error('no mailer');
    expect(await mailSeller({ ...deps, mailer: away }, sellerId, new Date())).toMatchObject({ state: 'unsent' });
    await expect(away.ping()).rejects.toThrow();
    expect(await mailSeller(deps, sellerId, new Date())).toEqual({ state: 'sent' });
  });
});

test('an erased seller’s address, notices and mails are nowhere; no address is in the log of actions', async () => {
  await confirmedMailbox();
  await live('1');
  await failedSync('not_found');
  await collectNotices(db, new Date());
  await mailSeller(deps, sellerId, new Date());
  await setMailbox(db, { sellerId, phone: PHONE }, { address: 'other@shop.example', language: 'en' });
  await removeMailbox(db, { sellerId, phone: PHONE });
  await confirmedMailbox();
  const lines = await db.auditLog.findMany({ orderBy: { id: 'asc' } });
  expect(lines.map(({ action, detail }) => [action, detail])).toEqual([
    ['mailbox.set', { before: { mailbox: 'none' }, after: { mailbox: 'unconfirmed' } }],
    ['mailbox.set', { before: { mailbox: 'confirmed' }, after: { mailbox: 'unconfirmed' } }],
    ['mailbox.removed', { before: { mailbox: 'unconfirmed' }, after: { mailbox: 'none' } }],
    ['mailbox.set', { before: { mailbox: 'none' }, after: { mailbox: 'unconfirmed' } }],
  ]);
  await eraseSeller(
    {
      erasedBy: 'cli',
      ...{ db, vectors: new RememberingVectors(), phoneKey: KEY, eraseEvents: async () => undefined },
      objects: { get: async () => null, remove: async () => undefined, publicUrl: (key) => `/media/${key}` },
      objectKey: () => null,
    },
    PHONE,
  );
  expect([await db.sellerMailbox.count(), await db.sellerNotice.count(), await db.sellerMail.count()]).toEqual([
    0, 0, 0,
  ]);
  const left = JSON.stringify(await db.auditLog.findMany({ select: { actorId: true, subject: true, detail: true } }));
  expect(left).not.toMatch(/shop\.example|254712345678/);
});
