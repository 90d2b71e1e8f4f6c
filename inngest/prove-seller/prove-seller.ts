import type { Inngest } from 'inngest';
import type { HydrateResult, Hydrator } from '@/lib/hydration/hydrator';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ProofFinding } from '@/lib/sellers/proof/proof.schema';
import { noteFinding, type OpenProof, proveShop, readOpenProof } from '@/lib/sellers/proof/prove-shop';
import { relistApproved } from '@/lib/sellers/relist-approved';
import { withInngestErrors } from '../errors';
import { sellerProofRequested } from '../events';
import { failedData } from '../product-stage/failures';

export interface ProveSellerDeps {
  db: PrismaClient;
  /** Reads a product's page as everything does: at the host's pace, shoppers' searches first. */
  readProduct: Hydrator['hydrate'];
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
}

/** What WhatsApp shows on the web may be older than what the seller has just saved: it is looked at again. */
const LOOKS = 6;
const LOOK_AGAIN_MS = 10_000;

/** seller/proof.requested → reads one product some times → the shop is proven once the code stands there. */
export function createProveSeller(inngest: Inngest, deps: ProveSellerDeps) {
  return inngest.createFunction(
    {
      id: 'prove-seller',
      triggers: [sellerProofRequested],
      // Somebody waits for it; and nobody gets WhatsApp asked faster than by a few looks a second.
      concurrency: [{ limit: 10 }, { limit: 1, key: 'event.data.sellerPhone' }],
      throttle: { limit: 10, period: '10s', burst: 1 },
      retries: 3,
      onFailure: async ({ event }) => {
        for (const { proofId } of failedData(event, sellerProofRequested.schema))
          await noteFinding(deps.db, { proofId, finding: 'unreadable', over: true });
      },
    },
    async ({ event, step }) => {
      const { proofId, sellerPhone } = event.data;
      for (let look = 1; look <= LOOKS; look++) {
        const came = await step.run(`look-${look}`, () =>
          withInngestErrors(() => lookForProof(deps, proofId, { isLast: look === LOOKS })),
        );
        if (came.kind === 'over') return;
        if (came.kind === 'proven') break;
        await step.sleep(`again-${look}`, came.afterMs);
      }
      await step.run('relist', () =>
        withInngestErrors(() => relistApproved({ db: deps.db, relist: deps.recomputeListing }, sellerPhone)),
      );
    },
  );
}

export type Look = { kind: 'proven' } | { kind: 'again'; afterMs: number } | { kind: 'over' };

/** One look at the product. Safe to run twice. */
export async function lookForProof(
  { db, readProduct }: ProveSellerDeps,
  proofId: string,
  { isLast }: { isLast: boolean },
): Promise<Look> {
  const proof = await readOpenProof(db, proofId);
  if (proof === null) return { kind: 'over' };
  const { productId, sellerPhone, businessName } = proof;
  const result = await readProduct({ productId, sellerPhone }, { businessName });
  const finding = findingOf(result, proof);
  if (finding === null) return { kind: (await proveShop(db, proofId)) === null ? 'over' : 'proven' };
  const over = isLast || !MAY_CHANGE.has(finding);
  await noteFinding(db, { proofId, finding, over });
  if (over) return { kind: 'over' };
  return { kind: 'again', afterMs: Math.max(LOOK_AGAIN_MS, result.kind === 'retry' ? result.afterMs : 0) };
}

const MAY_CHANGE: ReadonlySet<ProofFinding> = new Set(['not_yet', 'blocked']);

/** Null: the code stands there, and the product is the shop's. */
function findingOf(result: HydrateResult, { code, isInCatalogue }: OpenProof): ProofFinding | null {
  if (result.kind === 'gone') return 'gone';
  if (result.kind === 'failed') return 'unreadable';
  if (result.kind === 'retry') return 'blocked';
  if (!result.page.proofCodes.includes(code)) return 'not_yet';
  // A link may name any number, and a business any name: whose a product is only that number's catalogue says.
  return isInCatalogue ? null : 'not_in_catalogue';
}
