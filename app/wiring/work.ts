import type { Inngest } from 'inngest';
import { openInngestClient } from '@/inngest/client';
import {
  batchRequested,
  erasuresRequested,
  heartbeatRequested,
  productApproved,
  reindexRequested,
  resumeRequested,
} from '@/inngest/events';
import { proofRequests, workRequests } from '@/inngest/work-requests';
import type { BatchDeps } from '@/lib/moderation/batches/start-batch';
import type { ModerationDeps } from '@/lib/moderation/decide-review';
import type { HeartbeatDeps } from '@/lib/pauses/run-heartbeat';
import { env } from '@/lib/platform/env';
import { deriveKey } from '@/lib/platform/secrets';
import { recomputeListing } from '@/lib/products/listing';
import type { SwapDeps } from '@/lib/reindex/swap-spaces';
import type { SellerActDeps } from '@/lib/sellers/act-on-seller';
import type { HoldDeps } from '@/lib/sellers/hold-seller';
import type { OnboardDeps } from '@/lib/sellers/onboard-sellers';
import type { AskForLookDeps } from '@/lib/sellers/proof/ask-for-look';
import type { TryServiceDeps } from '@/lib/service-faults/try-service';
import type { ReplayDeps } from '@/lib/syncs/replay-work';
import { kept } from './kept';
import { contactInWords, database, logger, whatsappOrigin } from './process';
import { spaceInUse, vectorsOf } from './search';

const shared = kept<{
  inngest: Inngest;
}>('work');

export function inngest(): Inngest {
  shared.inngest ??= openInngestClient('soko-web', env(), logger());
  return shared.inngest;
}

export async function listingDeps() {
  return { db: database(), vectors: await vectorsOf(await spaceInUse()), listingPolicy: env().LISTING_POLICY };
}

export function replayDeps(): ReplayDeps {
  return { db: database(), ...workRequests(inngest()) };
}

export function tryServiceDeps(): TryServiceDeps {
  return { db: database(), requestResume: (reason) => inngest().send(resumeRequested.create({ reason })) };
}

export function proofDeps(): AskForLookDeps {
  return { db: database(), whatsappOrigin: whatsappOrigin(), ...proofRequests(inngest()) };
}

export function onboardDeps(): OnboardDeps {
  return {
    ...replayDeps(),
    whatsappOrigin: whatsappOrigin(),
    phoneKey: deriveKey('phone hashes'),
    contact: contactInWords(),
  };
}

/** For what is written and holds at once; where the index is away, tidy-up puts it in step within minutes. */
export function holdDeps(): HoldDeps {
  return {
    db: database(),
    relist: async (productIds) => {
      try {
        await recomputeListing(await listingDeps(), productIds);
      } catch (error) {
        logger().warn({ err: error }, 'the index follows within minutes');
      }
    },
  };
}

export function heartbeatDeps(): HeartbeatDeps {
  return { db: database(), requestHeartbeat: (reason) => inngest().send(heartbeatRequested.create({ reason })) };
}

export function swapDeps(): SwapDeps {
  return {
    db: database(),
    openVectors: vectorsOf,
    requestReindex: (reason) =>
      inngest()
        .send(reindexRequested.create({ reason }))
        .catch((error: unknown) => logger().warn({ err: error }, 'reindexing waits for the minute’s cron')),
  };
}

export function sellerActDeps(): SellerActDeps {
  return {
    ...holdDeps(),
    ...replayDeps(),
    requestErasures: (reason) => inngest().send(erasuresRequested.create({ reason })),
  };
}

export function moderationDeps(): ModerationDeps {
  return {
    db: database(),
    relist: async (productIds) => recomputeListing(await listingDeps(), productIds),
    announceApproved: (products) =>
      inngest().send(products.map((product) => productApproved.create({ syncRunId: null, ...product }))),
    secondLookKey: deriveKey('second looks'),
  };
}

export function batchDeps(): BatchDeps {
  return {
    db: database(),
    // It is kept: while the queue of work is away the sweep has it carried on.
    requestBatch: (batchId) =>
      inngest()
        .send(batchRequested.create({ batchId }))
        .catch((error: unknown) => logger().warn({ err: error, batchId }, 'a bulk decision waits for the sweep')),
  };
}

/** deriveKey('paste clients') */
export function pasterKey(): Uint8Array {
  return deriveKey('paste clients');
}

/** deriveKey('report clients') */
export function reportKey(): Uint8Array {
  return deriveKey('report clients');
}

/** deriveKey('mail links') */
export function mailKey(): Uint8Array {
  return deriveKey('mail links');
}
