import { cron, type Inngest } from 'inngest';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { dropSome } from '@/lib/reindex/drop-space';
import { indexChanges } from '@/lib/reindex/index-changes';
import type { LoadedModels } from '@/lib/reindex/loaded-models';
import { FIRST, FIRST_NOT_LIVE, lacksAny, type Position, readUnembedded } from '@/lib/reindex/unembedded-products';
import { isFault } from '@/lib/service-faults/open-faults';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { withInngestErrors } from '../errors';
import { reindexRequested } from '../events';
import { type EmbedAnewDeps, embedAnew } from './embed-anew';

export interface ReindexProductsDeps extends Omit<EmbedAnewDeps, 'model'> {
  db: PrismaClient;
  models: Pick<LoadedModels, 'find'>;
  vectorsOf(space: string): Promise<Pick<VectorStore, 'space' | 'upsert' | 'remove' | 'drop'>>;
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
}

/** Some seconds with the full-size model: what a killed worker does again. */
const STEP_PRODUCTS = 20;
/** Of one run: what is left is the next one's, which is asked for at once. */
const STEPS = 50;
/** After a swap, processes that have not heard of it yet may write to the index that was in use. */
const SETTLES_MS = 10 * 60_000;

/**
 * Every minute, or when asked: makes the next model's vectors of all products while shoppers search with those in use,
 * and keeps its index up with what changes; once it is in use, embeds what it lacked. Deletes vectors that are dropped.
 */
export function createReindexProducts(inngest: Inngest, deps: ReindexProductsDeps) {
  return inngest.createFunction(
    { id: 'reindex-products', triggers: [cron('* * * * *'), reindexRequested], concurrency: 1, retries: 2 },
    async ({ step }) => {
      const dropping = await step.run('dropping', () => withInngestErrors(() => readDropping(deps)));
      for (let part = 0; dropping !== null; part++) {
        const more = await step.run(`drop-${part}`, () =>
          withInngestErrors(async () => dropSome(deps.db, await deps.vectorsOf(dropping))),
        );
        if (!more) break;
      }
      const space = await step.run('choose', () => withInngestErrors(() => spaceToFill(deps)));
      if (space === null) return null;
      let embedded = 0;
      let from: Position | null = FIRST;
      for (let batch = 0; batch < STEPS && from !== null; batch++) {
        const position: Position = from;
        const done = await step.run(`embed-${batch}`, () => withInngestErrors(() => embedSome(deps, space, position)));
        embedded += done.embedded;
        from = done.next;
      }
      const indexed = await step.run('index', () => withInngestErrors(() => index(deps, space)));
      if (from !== null && embedded > 0)
        await step.sendEvent('go-on', reindexRequested.create({ reason: 'more products than one run embeds' }));
      return { space, embedded, indexed };
    },
  );
}

async function readDropping({ db }: ReindexProductsDeps): Promise<string | null> {
  const row = await db.embeddingSpace.findFirst({ where: { state: 'dropping' }, select: { space: true } });
  return row?.space ?? null;
}

/** What is to take the place of the one in use or, until it lacks nothing, what has. Null: nothing, or not ours. */
async function spaceToFill({ db, models }: ReindexProductsDeps): Promise<string | null> {
  const spaces = await db.embeddingSpace.findMany({
    where: { OR: [{ state: 'filling' }, { state: 'in_use', indexedTo: { not: null } }] },
    orderBy: { state: 'desc' },
  });
  return spaces.find(({ space }) => models.find(space) !== null)?.space ?? null;
}

/** `next`: where to go on from; null once all have been looked at, or while something that is needed is away. */
async function embedSome(
  deps: ReindexProductsDeps,
  space: string,
  from: Position,
): Promise<{ embedded: number; next: Position | null }> {
  const model = deps.models.find(space);
  const row = await deps.db.embeddingSpace.findUnique({ where: { space } });
  const paused = await deps.db.pause.findUnique({ where: { what: 'embed' } });
  if (model === null || row === null || row.state === 'dropping' || paused !== null) return { embedded: 0, next: null };
  const products = await readUnembedded(deps.db, space, { from, limit: STEP_PRODUCTS });
  const last = products.at(-1);
  if (last === undefined) return { embedded: 0, next: from.isListed ? FIRST_NOT_LIVE : null };
  try {
    const embedded = await embedAnew({ ...deps, model }, products);
    return { embedded, next: { isListed: from.isListed, productId: last.productId } };
  } catch (error) {
    // A service is paused, and told of already: the next minute's run goes on.
    if (isFault(error)) return { embedded: 0, next: null };
    throw error;
  }
}

async function index({ db, vectorsOf, recomputeListing }: ReindexProductsDeps, space: string): Promise<number> {
  const indexed = await indexChanges({ db, vectors: await vectorsOf(space) });
  const row = await db.embeddingSpace.findUnique({ where: { space } });
  if (row?.state !== 'in_use') return indexed;
  // What it lacked when it was put to use is approved and has its vector now.
  const late = await db.$queryRaw<{ productId: string }[]>`
    SELECT p."productId" FROM "products" p JOIN "productEmbeddings" e USING ("productId")
    WHERE e."space" = ${space} AND e."createdAt" >= ${row.since} AND NOT p."isListed" AND p."qcStatus" = 'approved'`;
  await recomputeListing(late.map(({ productId }) => productId));
  if (Date.now() - row.since.getTime() > SETTLES_MS && !(await lacksAny(db, space)))
    await db.embeddingSpace.updateMany({ where: { space, state: 'in_use' }, data: { indexedTo: null } });
  return indexed;
}
