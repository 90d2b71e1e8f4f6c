import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { indexChanges } from './index-changes';
import { countFilled } from './unembedded-products';

export interface SwapDeps {
  db: PrismaClient;
  openVectors(space: string): Promise<Pick<VectorStore, 'space' | 'upsert' | 'remove'>>;
  /** inngest/reindex-products */
  requestReindex(reason: string): Promise<unknown>;
}

interface Swap {
  /** The space to be used from now on, as whoever asks has seen it. */
  to: string;
  actorId: string;
  /** Live products without a vector of the next model may leave the search. */
  evenIncomplete: boolean;
}

/**
 * Puts the next model's space to use. Every process follows within seconds; searches go on, in the space that each
 * knows. What changes in those seconds is indexed by the runs of reindex-products that follow.
 * Errors: `space_not_filling`, `space_incomplete`.
 */
export async function swapSpaces({ db, openVectors, requestReindex }: SwapDeps, { to, actorId, evenIncomplete }: Swap) {
  const { live, liveEmbedded } = await countFilled(db, to);
  const missing = live - liveEmbedded;
  if (missing > 0 && !evenIncomplete) throw incomplete(missing, live);
  await indexChanges({ db, vectors: await openVectors(to) });
  const from = await db.$transaction(async (tx) => {
    // In one order, so that two who swap at once take turns.
    const rows = await tx.$queryRaw<{ space: string; state: string }[]>`
      SELECT "space", "state"::text FROM "embeddingSpaces" ORDER BY "space" FOR UPDATE`;
    if (rows.find(({ space }) => space === to)?.state !== 'filling') throw notFilling(to);
    const before = rows.find(({ state }) => state === 'in_use')?.space ?? null;
    await tx.$executeRaw`UPDATE "embeddingSpaces"
      SET "state" = 'left', "since" = clock_timestamp(), "indexedTo" = clock_timestamp() - interval '1 minute'
      WHERE "state" = 'in_use'`;
    await tx.$executeRaw`UPDATE "embeddingSpaces" SET "state" = 'in_use', "since" = clock_timestamp()
      WHERE "space" = ${to}`;
    await writeAudit(tx, {
      ...{ actorId, action: 'model.swapped', subject: 'model' },
      detail: { before: { space: before }, after: { space: to }, missing },
    });
    return before;
  });
  await requestReindex('the next model is in use');
  return { from, to, missing };
}

const notFilling = (space: string) =>
  new SokoError({
    code: 'space_not_filling',
    message: `${space} is not a model that is being made ready: somebody may have put it to use already. Look again.`,
    status: 409,
  });

const incomplete = (missing: number, live: number) =>
  new SokoError({
    code: 'space_incomplete',
    message:
      `${missing} of ${live} live products have no vector of the next model yet and would leave the search. ` +
      'Wait until they have, or say that they may.',
    status: 409,
  });
