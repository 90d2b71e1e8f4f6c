import { Prisma } from '@/lib/platform/prisma-client/client';
import type { DecisionLine } from './decision-line';

export interface WantedDecisions {
  /** From then on; null: all that are kept. */
  since: Date | null;
  /** Only people's, or the models' as well. */
  of: 'people' | 'all';
}

interface Row {
  id: string;
  createdAt: Date;
  productId: string;
  contentHash: string;
  source: DecisionLine['source'];
  reviewer: string;
  action: string | null;
  decision: DecisionLine['decision'];
  confidence: number | null;
  problems: string[];
  category: string | null;
  note: string | null;
  policyVersion: number | null;
  undoneAt: Date | null;
  same: boolean;
  title: string | null;
  description: string | null;
  businessName: string | null;
  priceText: string | null;
  imageUrl: string | null;
  imageHash: string | null;
  storedImageUrl: string | null;
}

const BATCH = 500;

/**
 * Decisions, the oldest first, in batches: as many as there are, with few of them in memory and no connection held
 * between. What is decided meanwhile comes at the end. A seller who is being erased is left out.
 */
export async function* readDecisionLines(
  db: Prisma.TransactionClient,
  { since, of }: WantedDecisions,
): AsyncGenerator<DecisionLine[]> {
  const people = of === 'people' ? Prisma.sql`AND r."source" = 'moderator'` : Prisma.empty;
  let after = { at: since ?? new Date(0), id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT r."id"::text, r."createdAt", r."productId", r."contentHash", r."source", r."reviewer", r."action",
        r."decision"::text, r."confidence", COALESCE(r."problems", '{}') AS "problems", r."category", r."note",
        r."policyVersion", r."undoneAt",
        COALESCE(p."contentHash" = r."contentHash", false) AS "same", p."title", p."description",
        COALESCE(p."businessName", s."name") AS "businessName", p."priceText", p."imageUrl", p."imageHash",
        p."s3ImageUrl" AS "storedImageUrl"
      FROM "qualityReviews" r
      JOIN "products" p ON p."productId" = r."productId"
      JOIN "sellers" s ON s."phone" = p."sellerPhone"
      WHERE (r."createdAt", r."id") > (${after.at}::timestamptz, ${after.id}::uuid) AND s."eraseAt" IS NULL ${people}
      ORDER BY r."createdAt", r."id" LIMIT ${BATCH}`;
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(lineOf);
    if (rows.length < BATCH) return;
    after = { at: last.createdAt, id: last.id };
  }
}

function lineOf({ createdAt, undoneAt, same, ...row }: Row): DecisionLine {
  const { title, description, businessName, priceText, imageUrl, imageHash, storedImageUrl, ...decision } = row;
  const product = { title, description, businessName, priceText, imageUrl, imageHash, storedImageUrl };
  return {
    ...decision,
    at: createdAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
    product: same ? product : null,
  };
}
