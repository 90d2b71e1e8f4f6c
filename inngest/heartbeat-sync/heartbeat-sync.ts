import { createHash } from 'node:crypto';
import { cron, type Inngest } from 'inngest';
import { isPaused } from '@/lib/pauses/pauses';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { productPlace } from '@/lib/platform/tracing/trace-place';
import { recordSpan } from '@/lib/platform/tracing/tracing';
import { readHeartbeatCandidates } from '@/lib/products/heartbeat-candidates';
import { readItemsToHydrate } from '@/lib/syncs/open-items';
import { openListedRun } from '@/lib/syncs/open-run';
import { withInngestErrors } from '../errors';
import { heartbeatRequested } from '../events';
import { sendForHydration } from '../work-requests';

export interface HeartbeatSyncDeps {
  db: PrismaClient;
  /** HEARTBEAT_CRON */
  cron: string;
  /** HEARTBEAT_MAX_AGE_HOURS */
  maxAgeHours: number;
}

/** One run of this many products, so that its list stays well below what a step may return. */
const PAGE = 1_000;
/** What is left over is the next heartbeat's: oldest first, nothing is forgotten. */
const PAGES = 20;

/** Every few hours, or when asked: what has grown old → a heartbeat run → product/hydrate.requested for each. */
export function createHeartbeatSync(inngest: Inngest, deps: HeartbeatSyncDeps) {
  const { db } = deps;
  return inngest.createFunction(
    {
      id: 'heartbeat-sync',
      triggers: [cron(deps.cron), heartbeatRequested],
      // Two at once would read the same candidates.
      concurrency: 1,
      retries: 4,
    },
    async ({ event, step, runId }) => {
      // Whoever asks for one means it, also while the cron's are paused.
      const isAsked = event.name === heartbeatRequested.name;
      if (!isAsked && (await step.run('paused', () => withInngestErrors(() => isPaused(db, 'heartbeat'))))) return;
      for (let page = 0; page < PAGES; page++) {
        const items = await step.run(`select-${page}`, () =>
          withInngestErrors(async () => {
            const startedAt = Date.now();
            const syncRunId = pageRunId(runId, page);
            const open = await db.syncRun.findUnique({ where: { id: syncRunId }, select: { id: true } });
            const maxAgeMs = deps.maxAgeHours * 3_600_000;
            const products = open ? [] : await readHeartbeatCandidates(db, { maxAgeMs, limit: PAGE });
            // A heartbeat that finds nothing leaves no run behind, but for the first page: it shows that it beat.
            if (!open && products.length === 0 && page > 0) return [];
            await openListedRun(db, { syncRunId, kind: 'heartbeat', sellerPhone: null, products });
            const items = await readItemsToHydrate(db, syncRunId);
            for (const { productId } of items) {
              const place = productPlace(syncRunId, productId);
              recordSpan({ name: 'heartbeat', place, startedAt, facts: { syncRunId, productId } });
            }
            return items;
          }),
        );
        await sendForHydration(step, `hydrate-${page}`, items);
        if (items.length < PAGE) return;
      }
    },
  );
}

/** The same page of the same Inngest run is the same sync run, so that a step that runs twice opens one. */
export function pageRunId(inngestRunId: string, page: number): string {
  const hex = createHash('sha256').update(`heartbeat:${inngestRunId}:${page}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(18, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
