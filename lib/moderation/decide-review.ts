import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { conflictMessage } from './conflict-message';
import { onceForKey } from './decision-keys';
import type { ReviewDecided } from './moderation.schema';
import { judgementOf, recordDecision } from './record-decision';
import { secondLooksAfter } from './second-look/second-looks-after';
import { ACTS, checkVerdict, type Verdict } from './verdict';

export interface ModerationDeps {
  db: PrismaClient;
  /** Puts products in step with the index: shown when they may be, hidden when not. Idempotent. */
  relist(productIds: string[]): Promise<unknown>;
  /** Approved products go on to lazy persistence. */
  announceApproved(products: { productId: string; sellerPhone: string }[]): Promise<unknown>;
  /** deriveKey('second looks') */
  secondLookKey: Uint8Array;
}

export interface ReviewDecisionRequest extends Verdict {
  productId: string;
  /** The version the moderator saw: another one means that the product changed or somebody else decided. */
  version: number;
  moderatorId: string;
  /** The client's own name for this decision: sent again, it is answered as before. */
  key?: string | null | undefined;
}

/**
 * Writes a moderator's decision with all that goes with it in one transaction; then lists or hides the product. Errors:
 * `product_not_found`, `product_not_reviewable`, `review_conflict`, `escalated`, `reason_missing`, `note_missing`,
 * `category_missing`, `key_reused`.
 */
export async function decideReview(deps: ModerationDeps, request: ReviewDecisionRequest): Promise<ReviewDecided> {
  const { productId, version, moderatorId, key = null } = request;
  const verdict = checkVerdict(request);
  const decided = await deps.db
    .$transaction((tx) =>
      onceForKey(tx, { userId: moderatorId, key, productId }, async () => {
        const request = { ...verdict, productId, version, moderatorId };
        const decided = await recordDecision(tx, request);
        await secondLooksAfter(tx, judgementOf(request, decided), deps.secondLookKey);
        const { action } = ACTS[verdict.decision];
        return { id: decided.id, productId, decision: decided.decision, version: decided.version, action };
      }),
    )
    .catch(async (error: unknown) => {
      throw await explained(deps.db, productId, error);
    });
  await follow(deps, decided);
  return decided;
}

/**
 * After the commit: whoever is killed here leaves work that tidy-up repairs, never a listing without a decision.
 */
export async function follow(deps: ModerationDeps, { productId, decision, action }: ReviewDecided): Promise<void> {
  await deps.relist([productId]);
  // What was approved before has its picture, or is on its way to it.
  if (decision !== 'approved' || (action !== 'approve' && action !== 'undo')) return;
  const product = await deps.db.product.findUnique({ where: { productId }, select: { sellerPhone: true } });
  if (product !== null) await deps.announceApproved([{ productId, sellerPhone: product.sellerPhone }]);
}

/** A conflict says who was faster, and how they decided. */
async function explained(db: PrismaClient, productId: string, error: unknown): Promise<unknown> {
  if (!(error instanceof SokoError) || error.code !== 'review_conflict') return error;
  const message = await conflictMessage(db, productId);
  return new SokoError({ code: 'review_conflict', message, status: 409, cause: error });
}
