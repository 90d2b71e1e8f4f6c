import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type HoldDeps, holdSeller, releaseSeller } from './hold-seller';
import type { ShopAccess } from './shop-access';

/** How long an owner may think better of it. Nothing of theirs is shown meanwhile. */
export const UNDO_MS = 24 * 3_600_000;
/** From the end of that to the eraser's start: who restores at the last moment is never half erased. */
const MARGIN_MS = 2 * 60_000;

type Shop = Pick<ShopAccess, 'sellerId' | 'phone'>;

/** Hides everything at once, to be erased a day later. Who asks again keeps the first time. */
export async function askErasure(
  deps: HoldDeps,
  { sellerId, phone }: Shop,
  now: Date = new Date(),
): Promise<{ changed: boolean; eraseAt: string }> {
  const eraseAt = new Date(now.getTime() + UNDO_MS);
  const request = { phone, hold: 'erasing' as const, actorId: `seller:${sellerId}`, eraseAt };
  const { changed } = await holdSeller(deps, request);
  const seller = await deps.db.seller.findUnique({ where: { phone }, select: { eraseAt: true } });
  return { changed, eraseAt: (seller?.eraseAt ?? eraseAt).toISOString() };
}

/** Takes it back: all is as it was. Errors: `erasure_begun` (its time is over). */
export async function undoErasure(
  deps: HoldDeps,
  { sellerId, phone }: Shop,
  now: Date = new Date(),
): Promise<{ changed: boolean }> {
  const seller = await deps.db.seller.findUnique({ where: { phone }, select: { eraseAt: true } });
  if (seller?.eraseAt && seller.eraseAt <= now) {
    throw new SokoError({
      code: 'erasure_begun',
      message: 'The day to take this back is over: everything of this shop is being erased.',
      status: 409,
    });
  }
  const { changed } = await releaseSeller(deps, { phone, hold: 'erasing', actorId: `seller:${sellerId}` });
  return { changed };
}

/** Those whose day is over, the longest first: asked for in the past, or half erased by a process that died. */
export async function readDueErasures(db: PrismaClient, limit: number, now: Date = new Date()): Promise<string[]> {
  const due = await db.seller.findMany({
    where: { eraseAt: { lte: new Date(now.getTime() - MARGIN_MS) } },
    orderBy: [{ eraseAt: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { phone: true },
  });
  return due.map(({ phone }) => phone);
}
