import type { Prisma } from '@/lib/platform/prisma-client/client';
import { type FoundItem, insertItemsOfRuns } from './found-items';
import { type ItemRef, refOf } from './open-items';
import { type OpenedCatalogueRun, openCatalogueRuns } from './open-run';

export interface PastedRun {
  syncRunId: string;
  sellerPhone: string;
  /** Whether the whole catalogue was linked, or only the products. */
  catalogue: boolean;
  products: FoundItem[];
  tokenHash: string;
}

export interface OpenedPaste {
  /** One for each seller. `syncRunId` and `tokenHash` are another's where a running sync was joined. */
  runs: OpenedCatalogueRun[];
  /** What is to be hydrated. */
  open: ItemRef[];
}

/**
 * Opens everything that was pasted: one run per seller, in a handful of statements however much it is. To be called
 * within a transaction. Products linked beside their catalogue belong to the catalogue's run.
 */
export async function openPastedRuns(
  tx: Prisma.TransactionClient,
  pasted: PastedRun[],
  lane?: string,
): Promise<OpenedPaste> {
  const catalogues = pasted
    .filter(({ catalogue }) => catalogue)
    .map((run) => ({ ...run, products: [], lane: lane ?? null }));
  const listed = pasted.filter(({ catalogue }) => !catalogue);
  const opened = await openCatalogueRuns(tx, catalogues);
  await insertListedRuns(tx, listed, lane ?? null);
  const runs = [...opened, ...listed.map((run) => ({ ...run, created: true, waitsIn: undefined }))];
  const idOf = new Map(runs.map(({ sellerPhone, syncRunId }) => [sellerPhone, syncRunId]));
  const items = pasted.flatMap(({ syncRunId, sellerPhone, products }) =>
    products.map((product) => ({ ...product, syncRunId: idOf.get(sellerPhone) ?? syncRunId })),
  );
  const open = await insertItemsOfRuns(tx, items);
  return { runs, open: open.map((item) => refOf({ ...item, lane })) };
}

async function insertListedRuns(tx: Prisma.TransactionClient, listed: PastedRun[], lane: string | null): Promise<void> {
  const rows = listed.map(({ syncRunId, sellerPhone, tokenHash }) => ({ syncRunId, sellerPhone, tokenHash }));
  await tx.$executeRaw`
    INSERT INTO "syncRuns" ("id", "kind", "sellerPhone", "tokenHash", "lane", "state", "outcome", "startedAt")
    SELECT r."syncRunId", 'links', r."sellerPhone", r."tokenHash", ${lane}, 'running', 'links', now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("syncRunId" uuid, "sellerPhone" text, "tokenHash" text)`;
}
