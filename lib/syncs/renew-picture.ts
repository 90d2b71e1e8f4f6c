import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { productNotFound } from '@/lib/products/product-not-found';
import { openListedRun } from './open-run';
import type { ReplayDeps } from './replay-work';
import type { PictureRenewal } from './sync-view.schema';

export type RenewPictureDeps = Pick<ReplayDeps, 'db' | 'requestHydration'>;

/** One request a product in this time, however many people meet its dead link. */
const ASK_AGAIN_MS = 10 * 60_000;

/**
 * A shopper's page could not load a product's picture from WhatsApp's link. Has the product read again, at most once in
 * ten minutes and only while that link is what is shown. Errors: `product_not_found` when it is not live.
 */
export async function renewPicture(
  deps: RenewPictureDeps,
  { productId, deadUrl }: { productId: string; deadUrl: string },
): Promise<PictureRenewal> {
  const { db } = deps;
  const product = await db.product.findFirst({
    where: { productId, isListed: true },
    select: { imageUrl: true, s3ImageUrl: true },
  });
  if (product === null) throw productNotFound();
  const shown = product.s3ImageUrl ?? product.imageUrl;
  if (shown !== deadUrl) return { state: 'renewed', imageUrl: shown };
  const isShown = Prisma.sql`p."isListed" AND p."s3ImageUrl" IS NULL AND p."imageUrl" = ${deadUrl}`;
  return { state: (await readAgain(deps, productId, isShown)) ? 'asked' : 'waiting', imageUrl: null };
}

/**
 * A moderator met a dead link, or another picture than was judged. Has the product read again, at most once in ten
 * minutes; false while it waits.
 */
export function rereadPicture(deps: RenewPictureDeps, productId: string): Promise<boolean> {
  return readAgain(deps, productId, Prisma.sql`p."isActive"`);
}

async function readAgain(deps: RenewPictureDeps, productId: string, condition: Prisma.Sql): Promise<boolean> {
  const sellerPhone = await takeTurn(deps.db, productId, condition);
  if (sellerPhone === null) return false;
  const products = [{ productId, sellerPhone }];
  // Should sending fail, the run is kept and the sweep sends it again.
  const { syncRunId, open } = await openListedRun(deps.db, { kind: 'replay', sellerPhone: null, products });
  await deps.requestHydration(open.map((item) => ({ syncRunId, ...item })));
  return true;
}

/**
 * The seller's phone for exactly one caller in ten minutes; null for all others, and while a run works on the product
 * anyway.
 */
async function takeTurn(db: PrismaClient, productId: string, condition: Prisma.Sql): Promise<string | null> {
  const [row] = await db.$queryRaw<{ sellerPhone: string }[]>`
    UPDATE "products" p SET "pictureAskedAt" = clock_timestamp()
    WHERE p."productId" = ${productId} AND ${condition}
      AND COALESCE(p."pictureAskedAt" < clock_timestamp() - make_interval(secs => ${ASK_AGAIN_MS / 1000}), true)
      AND NOT EXISTS (SELECT 1 FROM "syncItems" i WHERE i."productId" = p."productId" AND i."outcome" IS NULL)
    RETURNING p."sellerPhone"`;
  return row?.sellerPhone ?? null;
}
