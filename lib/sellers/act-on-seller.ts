import { type ReplayDeps, visitAgain } from '@/lib/syncs/replay-work';
import { approveSeller } from './approve-seller';
import { type EraseNowDeps, eraseSellerNow } from './erase-now';
import { holdSeller, releaseSeller } from './hold-seller';
import { vouchForShop } from './proof/vouch-for-shop';
import type { SellerActed } from './seller-acted.schema';
import { addSellerNote } from './seller-notes';

export type SellerAction =
  | { action: 'approve' | 'withdraw_approval' | 'resume' | 'sync' }
  | { action: 'suspend'; reason: string | null }
  | { action: 'note'; text: string }
  | { action: 'prove'; code: string }
  | { action: 'erase'; phone: string };

export type SellerActDeps = EraseNowDeps & ReplayDeps;

/** What an admin does about a seller; each with its line of audit. Errors: those of what is done. */
export async function actOnSeller(
  deps: SellerActDeps,
  { sellerId, phone }: { sellerId: string; phone: string },
  action: SellerAction,
  actorId: string,
): Promise<SellerActed> {
  switch (action.action) {
    case 'approve':
      return acted(await approveSeller(deps, { phone, approved: true, actorId }));
    case 'withdraw_approval':
      return acted(await approveSeller(deps, { phone, approved: false, actorId }));
    case 'prove':
      return acted(await vouchForShop(deps, { phone, code: action.code, actorId }));
    case 'suspend':
      return acted(await holdSeller(deps, { phone, hold: 'suspended', actorId, reason: action.reason || null }));
    case 'resume':
      return acted(await releaseSeller(deps, { phone, hold: 'suspended', actorId }));
    case 'sync': {
      const { syncRunId } = await visitAgain(deps, phone, actorId, { seller: sellerId });
      return { changed: true, products: 0, syncRunId };
    }
    case 'note':
      await addSellerNote(deps.db, { sellerId, text: action.text, authorId: actorId });
      return acted({ changed: true, products: 0 });
    case 'erase':
      return acted(await eraseSellerNow(deps, { phone, typed: action.phone, actorId }));
  }
}

const acted = ({ changed, products }: Omit<SellerActed, 'syncRunId'>): SellerActed => ({
  ...{ changed, products },
  syncRunId: null,
});
