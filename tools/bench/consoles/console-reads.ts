import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { readInsights } from '@/lib/insights/read-insights';
import { countQueues } from '@/lib/moderation/count-queues';
import { readDecisionFilters } from '@/lib/moderation/decision-filters';
import { readDecisions } from '@/lib/moderation/decision-history';
import { findProducts } from '@/lib/moderation/find-products';
import { keptFor } from '@/lib/moderation/numbers/kept-for';
import { beginOf, type Period } from '@/lib/moderation/numbers/periods';
import { type Numbers, readNumbers } from '@/lib/moderation/numbers/read-numbers';
import { readPace } from '@/lib/moderation/numbers/read-work';
import type { QueueQuery } from '@/lib/moderation/queue-query.schema';
import type { Viewer } from '@/lib/moderation/queue-source';
import { readModeratedProduct } from '@/lib/moderation/read-moderated-product';
import { readReviewContext } from '@/lib/moderation/review-context/read-review-context';
import { readReviewQueue } from '@/lib/moderation/review-queue';
import { countSecondLooks, readSecondLooks } from '@/lib/moderation/second-look/read-second-looks';
import { watchQueue } from '@/lib/moderation/watch-queue';
import { readNotices } from '@/lib/notices/read-notices';
import { find } from '@/lib/operations/find';
import { type Counted, countAll, readOverview } from '@/lib/operations/overview';
import { readAdminProduct } from '@/lib/operations/product-page';
import { readProductStory } from '@/lib/operations/product-story';
import { readRunItems } from '@/lib/operations/run-items';
import { readAdminSeller } from '@/lib/operations/seller-page';
import { listSellers } from '@/lib/operations/sellers-list';
import { listUsers } from '@/lib/platform/auth-users';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { auditFilterSchema, readAudit, readAuditChoices } from '@/lib/platform/read-audit';
import { RecentCounts, WATCHED } from '@/lib/platform/recent-counts';
import { readPriceDisagreements } from '@/lib/products/price-disagreements';
import { countFilling, type Filling, readReindexProgress } from '@/lib/reindex/reindex-progress';
import { listShops } from '@/lib/sellers/list-shops';
import { readShop } from '@/lib/sellers/read-shop';
import { readShopAccess } from '@/lib/sellers/shop-access';
import { readShopProducts } from '@/lib/sellers/shop-products';
import { readShopQuery } from '@/lib/sellers/shop-query.schema';
import { readSyncTurn } from '@/lib/sellers/sync-shop';
import { readCauses, readFailedItems } from '@/lib/syncs/failed-work';
import { listRuns } from '@/lib/syncs/list-runs';
import { readLog } from '@/lib/syncs/read-log';
import { readSync } from '@/lib/syncs/read-sync';
import { readSyncItems } from '@/lib/syncs/read-sync-items';
import { previewReplay } from '@/lib/syncs/replay-work';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { BIGGEST, idOf, phoneOf } from '../catalogue/catalogue-size';
import type { Work } from '../measure-work';
import { type ConsolesSize, SPACE } from './seed-consoles';

export interface BenchedConsoles {
  db: PrismaClient;
  pool: Pool;
  store: VectorStore;
  size: ConsolesSize;
  /** Of a device that holds the shops below. */
  shopKey: string;
}

const viewer: Viewer = { id: 'user-1', role: 'moderator' };
const admin: Viewer = { id: 'user-0', role: 'admin' };
const PAGE = 50;

/** What stands behind each page of sellers, moderators and admins. Named after its address. */
export async function consoleReads(consoles: BenchedConsoles): Promise<Work[]> {
  return [...(await sellersReads(consoles)), ...(await moderatorsReads(consoles)), ...(await adminsReads(consoles))];
}

let turn = 0;
/** Another one each time. */
const some = (most: number): number => (turn++ * 7919) % most;

async function sellersReads({ db, pool, size, shopKey }: BenchedConsoles): Promise<Work[]> {
  const idAt = new Map((await db.seller.findMany({ select: { id: true, phone: true } })).map((s) => [s.phone, s.id]));
  const run = await biggestRun(db);
  const page =
    (phone: string, entries: [string, string][] = []) =>
    async () => {
      await readShopAccess(db, shopKey, idAt.get(phone) ?? '');
      await readShop(db, phone);
      await Promise.all([
        readShopProducts(db, phone, readShopQuery(entries), 40),
        readSyncTurn(db, phone),
        readInsights(pool, { phone }),
        readNotices(db, phone),
      ]);
    };
  return [
    ['/sell', () => listShops(db, shopKey)],
    [
      '/sell/SYNC, 5,000 products',
      () => Promise.all([readSync(db, run), readSyncItems(db, { syncRunId: run, limit: 50 })]),
    ],
    ['/sell/shops/ID', () => page(phoneOf(1 + some(size.sellers - 1)))()],
    ['/sell/shops/ID, 5,000 products', page(BIGGEST)],
    ['/sell/shops/ID, 5,000 products, rejected', page(BIGGEST, [['state', 'rejected']])],
    ['/sell/shops/ID, 5,000 products, without a price', page(BIGGEST, [['why', 'no_price']])],
  ];
}

async function moderatorsReads({ db, store, size }: BenchedConsoles): Promise<Work[]> {
  const vectors = async () => store;
  const flagged = await db.product.findMany({ where: { qcStatus: 'flagged' }, take: 400, select: { productId: true } });
  const desk = (query: QueueQuery) => () =>
    Promise.all([readReviewQueue(db, { query, viewer, limit: PAGE }), countSecondLooks(db, viewer.id)]);
  const one = () => flagged[some(flagged.length)]?.productId ?? '';
  const sold = await db.seller.findFirstOrThrow({ where: { phone: BIGGEST } });
  const first = await readReviewQueue(db, { query: { queue: 'flagged' }, viewer, limit: 100 });
  const deep = await deepCursor(db);
  const seen = first.items.map(({ productId, version }) => ({ productId, version }));
  const decisions = (entries: [string, string][]) => () =>
    readDecisions(db, { filters: readDecisionFilters(entries), size: PAGE });
  const past = decisionsDeep(db);
  return [
    ['/review', desk({ queue: 'flagged' })],
    ['/review, deep', () => readReviewQueue(db, { query: { queue: 'flagged' }, viewer, limit: PAGE, cursor: deep })],
    ['/review, unsure first', desk({ queue: 'flagged', sort: 'unsure' })],
    ['/review, by seller', desk({ queue: 'flagged', sort: 'seller' })],
    ['/review, for a reason', desk({ queue: 'flagged', reason: 'weapon', category: 'shoes' })],
    ['/review, one seller’s', desk({ queue: 'flagged', seller: sold.id })],
    ['/review, unsure and old', desk({ queue: 'flagged', below: 40, waited: 240 })],
    ...(['changed', 'fixed', 'reported', 'appealed'] as const).map(
      (queue): Work => [`/review, ${queue}`, desk({ queue })],
    ),
    ['/review, escalated', () => readReviewQueue(db, { query: { queue: 'escalated' }, viewer: admin, limit: PAGE })],
    ['an item', () => readReviewContext({ db, vectors, whatsappOrigin: 'https://wa.me' }, one())],
    ['watching', () => watchQueue(db, { query: { queue: 'flagged' }, viewer, seen, open: seen[0] ?? null })],
    ['counts of the queues', () => countQueues(db, viewer)],
    ['/review/products/ID', () => readModeratedProduct(db, { productId: idOf(1 + some(size.products)), viewer })],
    ['/review/find, words', () => findProducts(db, 'kitenge', PAGE + 1)],
    ['/review/find, an id', () => findProducts(db, idOf(777), PAGE + 1)],
    ['/review/history', decisions([])],
    ['/review/history, deep', past],
    ['/review/history, by one', decisions([['by', 'user-2']])],
    ['/review/history, for a reason', decisions([['reason', 'weapon']])],
    ['/review/history, rare words', decisions([['q', 'c4ca42']])],
    ['/review/second-look', () => readSecondLooks(db, { moderatorId: viewer.id, limit: 20 })],
    ...(['7d', '90d'] as const).flatMap((period): Work[] => [
      [`/review/numbers, ${period}, the first who looks`, () => numbers(db, period)],
      [`/review/numbers, ${period}`, keptNumbers(db, period)],
    ]),
  ];
}

async function adminsReads({ db, size }: BenchedConsoles): Promise<Work[]> {
  const run = await biggestRun(db);
  const sellerIds = (await db.seller.findMany({ take: 200, select: { id: true } })).map(({ id }) => id);
  const biggest = await db.seller.findFirstOrThrow({ where: { phone: BIGGEST } });
  const state = { ready: true, health: [], paused: [], pausedStages: [] };
  const listing = { space: SPACE, policy: 'open' as const };
  const { _max } = await db.catalogSyncLog.aggregate({ _max: { id: true } });
  const half = (_max.id ?? 0n) / 2n;
  const look = (text: string) => () => find(db, text, { whatsappOrigin: 'https://wa.me' });
  const audit = (given: object) => () =>
    Promise.all([readAudit(db, { ...auditFilterSchema.parse(given), size: 100 }), readAuditChoices(db)]);
  const seller = (id: string, phone: string) =>
    Promise.all([readAdminSeller(db, id), listRuns(db, { sellerPhone: phone, size: 10 })]);
  const counted = new RecentCounts<Counted>(WATCHED);
  const filled = new RecentCounts<Filling>(WATCHED);
  const overview = (figures: () => Promise<Counted>) => () =>
    Promise.all([readOverview(db, state, { cron: '0 */6 * * *', counted: figures }), listRuns(db, { size: 8 })]);
  return [
    ['/admin, the first who looks', overview(() => countAll(db))],
    ['/admin', overview(() => counted.get('', () => countAll(db)))],
    ['/admin/find, a product', look(idOf(4242))],
    ['/admin/find, a phone', look(phoneOf(77))],
    ['/admin/find, words', look('handbag')],
    ['/admin/find, rare words', look('duka la c4ca')],
    [
      '/admin/products/ID',
      () => {
        const productId = idOf(1 + some(size.products));
        return Promise.all([readAdminProduct(db, productId, listing), readProductStory(db, { productId, limit: 50 })]);
      },
    ],
    ['/admin/sellers', () => listSellers(db, { limit: 50 })],
    ['/admin/sellers, by name', () => listSellers(db, { q: 'c4ca', limit: 50 })],
    ['/admin/sellers/ID', () => seller(sellerIds[some(sellerIds.length)] ?? '', phoneOf(some(size.sellers)))],
    ['/admin/sellers/ID, 5,000 products', () => seller(biggest.id, BIGGEST)],
    [
      '/admin/failed',
      () =>
        Promise.all([
          readFailedItems(db, { limit: 101 }),
          readCauses(db),
          listRuns(db, { state: 'failed', undismissed: true, size: 20 }),
        ]),
    ],
    ['/admin/failed, one cause', () => readFailedItems(db, { code: 'login_wall', limit: 101 })],
    ['preview of a replay', () => previewReplay(db, { code: 'login_wall' })],
    ['/admin/log', () => readLog(db, { size: 100 })],
    ['/admin/log, deep', () => readLog(db, { before: half, size: 100 })],
    ['/admin/log, of one kind', () => readLog(db, { eventType: 'hydrate_429', size: 100 })],
    ['/admin/log, of a kind there is none of', () => readLog(db, { eventType: 'qc_error', size: 100 })],
    ['/admin/log, of a seller', () => readLog(db, { sellerPhone: phoneOf(some(size.sellers)), size: 100 })],
    ['/admin/syncs', () => listRuns(db, { size: 50 })],
    ['/admin/syncs/ID, 5,000 products', () => readRunItems(db, { syncRunId: run, limit: 100 })],
    ['/admin/model, the first who looks', () => readReindexProgress(db)],
    ['/admin/model', () => readReindexProgress(db, ({ space }) => filled.get(space, () => countFilling(db, space)))],
    ['/admin/prices', () => readPriceDisagreements(db, 100)],
    ['/admin/users', () => listUsers(db)],
    ['/admin/audit', audit({})],
    ['/admin/audit, by one', audit({ actor: 'user-2' })],
    ['/admin/audit, what is rare', audit({ action: 'seller.suspended' })],
    ['/admin/audit, rare and by one', audit({ actor: 'user-2', action: 'seller.suspended' })],
    ['/admin/audit, to sellers', audit({ subject: 'seller:' })],
    ['/admin/audit, to one', audit({ subject: `product:${idOf(5)}` })],
    ['/admin/audit, of a day', audit({ from: daysAgo(40), to: daysAgo(40) })],
    ['/admin/audit, by one in days', audit({ actor: 'user-2', from: daysAgo(40), to: daysAgo(39) })],
  ];
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const numbers = (db: PrismaClient, period: Period, counted = readNumbers) => {
  const since = beginOf(period, new Date());
  return Promise.all([counted(db, since), readPace(db, viewer.id, since)]);
};

function keptNumbers(db: PrismaClient, period: Period): () => Promise<unknown> {
  const recent = new RecentCounts<Numbers>(keptFor(period));
  return () => numbers(db, period, (_, since) => recent.get('', () => readNumbers(db, since)));
}

async function biggestRun(db: PrismaClient): Promise<string> {
  const [run] = await db.$queryRaw<{ id: string }[]>`
    SELECT "syncRunId"::text AS "id" FROM "syncItems" GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`;
  return run?.id ?? randomUUID();
}

/** Half way down, as somebody who has scrolled all day. */
async function deepCursor(db: PrismaClient): Promise<string | undefined> {
  let cursor: string | undefined;
  const waiting = await db.product.count({ where: { qcStatus: 'flagged' } });
  for (let seen = 0; seen < waiting / 2; seen += 200) {
    const { nextCursor } = await readReviewQueue(db, { query: { queue: 'flagged' }, viewer, limit: 200, cursor });
    if (nextCursor === null) return cursor;
    cursor = nextCursor;
  }
  return cursor;
}

/** Page after page. */
function decisionsDeep(db: PrismaClient): () => Promise<void> {
  let cursor: string | undefined;
  return async () => {
    const { nextCursor } = await readDecisions(db, { filters: cursor ? { cursor } : {}, size: PAGE });
    cursor = nextCursor ?? undefined;
  };
}
