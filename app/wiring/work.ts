import type { Inngest } from 'inngest';
import { openInngestClient } from '@/inngest/client';
import { heartbeatRequested, productApproved, resumeRequested } from '@/inngest/events';
import { workRequests } from '@/inngest/work-requests';
import type { ModerationDeps } from '@/lib/moderation/decide-review';
import type { HeartbeatDeps } from '@/lib/pauses/run-heartbeat';
import { env } from '@/lib/platform/env';
import { deriveKey } from '@/lib/platform/secrets';
import { recomputeListing } from '@/lib/products/listing';
import type { SellerActDeps } from '@/lib/sellers/act-on-seller';
import type { HoldDeps } from '@/lib/sellers/hold-seller';
import type { OnboardDeps } from '@/lib/sellers/onboard-sellers';
import type { TryServiceDeps } from '@/lib/service-faults/try-service';
import type { ReplayDeps } from '@/lib/syncs/replay-work';
import { kept } from './kept';
import { database, logger, whatsappOrigin } from './process';
import { vectors } from './search';

const shared = kept<{
  inngest: Inngest;
}>('work');

export function inngest(): Inngest {
  shared.inngest ??= openInngestClient('soko-web', env(), logger());
  return shared.inngest;
}

export async function listingDeps() {
  return { db: database(), vectors: await vectors(), listingPolicy: env().LISTING_POLICY };
}

export function replayDeps(): ReplayDeps {
  return { db: database(), ...workRequests(inngest()) };
}

export function tryServiceDeps(): TryServiceDeps {
  return { db: database(), requestResume: (reason) => inngest().send(resumeRequested.create({ reason })) };
}

export function onboardDeps(): OnboardDeps {
  return {
    ...replayDeps(),
    whatsappOrigin: whatsappOrigin(),
    phoneKey: deriveKey('phone hashes'),
  };
}

/** For what is written and holds at once; where the index is away, the sweep puts it in step within minutes. */
function holdDeps(): HoldDeps {
  return {
    db: database(),
    relist: async (productIds) => {
      try {
        await recomputeListing(await listingDeps(), productIds);
      } catch (error) {
        logger().warn({ err: error }, 'the index follows with the next sweep');
      }
    },
  };
}

export function heartbeatDeps(): HeartbeatDeps {
  return { db: database(), requestHeartbeat: (reason) => inngest().send(heartbeatRequested.create({ reason })) };
}

export function sellerActDeps(): SellerActDeps {
  return {
    ...holdDeps(),
    ...replayDeps(),
    // The eraser's cron finds who is due.
    requestErasures: async () => {},
  };
}

export function moderationDeps(): ModerationDeps {
  return {
    db: database(),
    relist: async (productId) => void (await recomputeListing(await listingDeps(), [productId])),
    announceApproved: ({ productId, sellerPhone }) =>
      inngest().send(productApproved.create({ syncRunId: null, productId, sellerPhone })),
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
