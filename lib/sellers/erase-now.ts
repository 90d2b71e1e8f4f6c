import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import { type HoldDeps, holdRow, holdSeller } from './hold-seller';

export interface EraseNowDeps extends HoldDeps {
  /** Has the eraser look for who is due. Should it be away, its cron finds them. */
  requestErasures(reason: string): Promise<unknown>;
}

/** Longer than the eraser waits after a seller's day to think better of it: an admin's word has no such day. */
const OVERDUE_MS = 10 * 60_000;

/**
 * Hides all of a seller's at once and has it erased by the worker as soon as it can, for good; a seller who had asked
 * for it themselves waits no longer. Written to the audit log. Errors: `confirmation_wrong`, `seller_not_found`.
 */
export async function eraseSellerNow(
  deps: EraseNowDeps,
  {
    phone,
    typed,
    actorId,
  }: { phone: string /** What the admin typed to confirm it. */; typed: string; actorId: string },
): Promise<{ changed: boolean; products: number }> {
  if (typed.replace(/\D/g, '') !== phone) {
    throw new SokoError({
      code: 'confirmation_wrong',
      message: 'To erase a seller type their whole number, country code included. Nothing was erased.',
      status: 422,
    });
  }
  const eraseAt = new Date(Date.now() - OVERDUE_MS);
  const held = await holdSeller(deps, { phone, hold: 'erasing', actorId, eraseAt });
  const changed = held.changed || (await hasten(deps, { phone, eraseAt, actorId }));
  await deps.requestErasures('an admin erases a seller').catch(() => {});
  return { changed, products: held.products };
}

async function hasten(
  { db }: HoldDeps,
  { phone, eraseAt, actorId }: { phone: string; eraseAt: Date; actorId: string },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const seller = await holdRow(tx, phone);
    if (seller.eraseAt === null || seller.eraseAt <= eraseAt) return false;
    await tx.seller.update({ where: { phone }, data: { eraseAt } });
    await writeAudit(tx, {
      ...{ actorId, action: 'seller.erasure_hastened', subject: `seller:${seller.id}` },
      detail: { before: { eraseAt: seller.eraseAt.toISOString() }, after: { eraseAt: eraseAt.toISOString() } },
    });
    return true;
  });
}
