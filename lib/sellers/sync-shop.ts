import { catalogueUrl, productUrl } from '@/lib/catalog/link-path';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { syncNotOpened } from '@/lib/syncs/open-run';
import { type OnboardDeps, onboardSellers, type Paster } from './onboard-sellers';
import type { ShopAccess } from './shop-access';

/** Between two readings of a shop that somebody asks for: what changed since is seen by then. */
const PAUSE_MS = 30 * 60_000;
/** As many as a paste of links may hold, with room; the heartbeat reads the rest. */
const MOST_LINKS = 2_000;

/** When a shop can be read again. */
export interface SyncTurn {
  /** The run that reads it now. */
  openSyncId: string | null;
  /** In the future: not before. */
  againAt: Date | null;
}

export async function readSyncTurn(
  db: Prisma.TransactionClient,
  phone: string,
  now: Date = new Date(),
): Promise<SyncTurn> {
  const run = await db.syncRun.findFirst({
    where: { sellerPhone: phone, kind: { in: ['catalogue', 'links'] } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, state: true, createdAt: true },
  });
  if (run === null) return { openSyncId: null, againAt: null };
  if (run.state === 'queued' || run.state === 'running') return { openSyncId: run.id, againAt: null };
  const againAt = new Date(run.createdAt.getTime() + PAUSE_MS);
  return { openSyncId: null, againAt: againAt > now ? againAt : null };
}

/**
 * Has a shop read again, as if its link were pasted: its catalogue where that can be read, else the products that are
 * known. Who asks while it is being read is told where. Errors: `sync_too_soon` (429, with the time to wait), those of
 * onboarding.
 */
export async function syncShop(
  deps: OnboardDeps,
  { phone }: Pick<ShopAccess, 'phone'>,
  paster: Paster,
  now: Date = new Date(),
): Promise<{ changed: boolean; syncId: string }> {
  const turn = await readSyncTurn(deps.db, phone, now);
  if (turn.openSyncId !== null) return { changed: false, syncId: turn.openSyncId };
  if (turn.againAt !== null) throw tooSoon(turn.againAt.getTime() - now.getTime());
  const { sellers, accepted } = await onboardSellers(deps, await linksOf(deps, phone), paster);
  const [seller] = sellers;
  if (seller === undefined) throw syncNotOpened();
  return { changed: accepted.length > 0, syncId: seller.syncId };
}

/** The catalogue's; its products' where WhatsApp has not shown the catalogue when it was last visited. */
async function linksOf({ db, whatsappOrigin }: OnboardDeps, phone: string): Promise<string> {
  const catalogue = catalogueUrl(whatsappOrigin, phone);
  if (await showsCatalogue(db, phone)) return catalogue;
  const products = await db.product.findMany({
    where: { sellerPhone: phone, isActive: true },
    orderBy: [{ lastHydratedAt: { sort: 'asc', nulls: 'first' } }, { productId: 'asc' }],
    take: MOST_LINKS,
    select: { productId: true },
  });
  if (products.length === 0) return catalogue;
  return products.map(({ productId }) => productUrl(whatsappOrigin, productId, phone)).join('\n');
}

async function showsCatalogue(db: PrismaClient, phone: string): Promise<boolean> {
  const visit = await db.syncRun.findFirst({
    where: { sellerPhone: phone, kind: 'catalogue', finishedAt: { not: null } },
    orderBy: { createdAt: 'desc' },
    select: { outcome: true },
  });
  return visit === null || visit.outcome === 'found';
}

function tooSoon(afterMs: number): SokoError {
  const minutes = Math.max(1, Math.ceil(afterMs / 60_000));
  return new SokoError({
    code: 'sync_too_soon',
    message: `This shop was read just now. It can be read again in ${minutes} minutes.`,
    status: 429,
    retry: { again: true, afterMs },
  });
}
