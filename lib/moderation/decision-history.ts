import { z } from 'zod';
import { decodeCursor, encodeCursor } from '@/lib/marketplace/cursor';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ReviewDecision } from '@/lib/platform/prisma-client/enums';
import type { HeldBefore } from '@/lib/products/reviews';
import type { DecisionFilters } from './decision-filters';
import { heldBeforeSchema } from './moderation.schema';
import { FORMER_MODERATOR } from './moderator-names';
import { readSought, soughtProducts } from './sought-products';

/**
 * Whether it can be taken back: it holds; it was taken back; somebody has decided since; the seller has changed the
 * product since.
 */
export type Standing = 'holds' | 'undone' | 'superseded' | 'outdated';

/** Where a page ended: the last decision's time and id. */
const position = z.tuple([z.iso.datetime(), z.uuid()]);

export interface PastDecision {
  id: string;
  at: string;
  moderator: string;
  productId: string;
  title: string | null;
  imageUrl: string | null;
  seller: string | null;
  /** Null: from before it was kept. */
  action: string | null;
  decision: ReviewDecision;
  problems: string[];
  note: string | null;
  /** It was corrected to this. */
  category: string | null;
  before: HeldBefore | null;
  batchId: string | null;
  /** Null: from before policies had versions. */
  policyVersion: number | null;
  standing: Standing;
  undone: { by: string; at: string } | null;
}

export interface DecisionPage {
  decisions: PastDecision[];
  nextCursor: string | null;
}

interface Row extends Omit<PastDecision, 'at' | 'before' | 'undone'> {
  createdAt: Date;
  before: unknown;
  undoneAt: Date | null;
  undoneBy: string | null;
}

/** Moderators' decisions, newest first. Errors: `invalid_cursor`. */
export async function readDecisions(
  db: PrismaClient,
  { filters, size, productId }: { filters: DecisionFilters; size: number; productId?: string },
): Promise<DecisionPage> {
  const where = conditions(filters);
  if (productId !== undefined) where.push(Prisma.sql`r."productId" = ${productId}`);
  const rows = await db.$queryRaw<Row[]>`
    SELECT r."id", r."createdAt", coalesce(u."name", ${FORMER_MODERATOR}) AS "moderator", r."productId", p."title",
      coalesce(p."s3ImageUrl", p."imageUrl") AS "imageUrl", coalesce(p."businessName", s."name") AS "seller",
      r."action", r."decision"::text, r."problems", r."note", r."category", r."before", r."batchId", r."policyVersion",
      r."undoneAt", coalesce(b."name", ${FORMER_MODERATOR}) AS "undoneBy", ${STANDING} AS "standing"
    FROM "qualityReviews" r JOIN "products" p ON p."productId" = r."productId"
      JOIN "sellers" s ON s."phone" = p."sellerPhone"
      LEFT JOIN "users" u ON u."id" = r."reviewer" LEFT JOIN "users" b ON b."id" = r."undoneBy"
    WHERE ${Prisma.join(where, ' AND ')}
    ORDER BY r."createdAt" DESC, r."id" DESC LIMIT ${size + 1}`;
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    decisions: page.map(toDecision),
    nextCursor: rows.length > size && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** As lib/moderation/undo-decision.ts decides it. */
const STANDING = Prisma.sql`CASE
  WHEN r."undoneAt" IS NOT NULL THEN 'undone'
  WHEN p."contentHash" IS DISTINCT FROM r."contentHash" THEN 'outdated'
  WHEN EXISTS (
    SELECT 1 FROM "qualityReviews" l
    WHERE l."productId" = r."productId" AND l."contentHash" = r."contentHash" AND l."source" = 'moderator'
      AND l."undoneAt" IS NULL AND l."createdAt" >= r."createdAt" AND l."id" <> r."id"
  ) THEN 'superseded'
  ELSE 'holds' END`;

function conditions({ q, by, action, reason, day, cursor }: DecisionFilters): Prisma.Sql[] {
  const found = [Prisma.sql`r."source" = 'moderator'`];
  if (q !== undefined) found.push(Prisma.sql`r."productId" IN (${soughtProducts(readSought(q))})`);
  if (by !== undefined) found.push(Prisma.sql`r."reviewer" = ${by}`);
  if (action !== undefined) found.push(ofAction(action));
  if (reason !== undefined) found.push(Prisma.sql`r."problems" @> ARRAY[${reason}]::text[]`);
  if (day !== undefined) {
    const from = new Date(`${day}T00:00:00+03:00`);
    const to = new Date(from.getTime() + 86_400_000);
    found.push(Prisma.sql`r."createdAt" >= ${from} AND r."createdAt" < ${to}`);
  }
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, position);
    found.push(Prisma.sql`(r."createdAt", r."id") < (${at}::timestamptz, ${id}::uuid)`);
  }
  return found;
}

/** Those from before the action was kept have only their decision. */
const OLDER: Partial<Record<string, ReviewDecision>> = { approve: 'approved', reject: 'rejected', put_back: 'flagged' };

function ofAction(action: string): Prisma.Sql {
  const decision = OLDER[action];
  if (decision === undefined) return Prisma.sql`r."action" = ${action}`;
  return Prisma.sql`
    (r."action" = ${action} OR (r."action" IS NULL AND r."decision" = ${decision}::"review_decision"))`;
}

function toDecision({ createdAt, before, undoneAt, undoneBy, ...row }: Row): PastDecision {
  return {
    ...row,
    at: createdAt.toISOString(),
    before: heldBeforeSchema.safeParse(before).data ?? null,
    undone: undoneAt === null ? null : { by: undoneBy ?? FORMER_MODERATOR, at: undoneAt.toISOString() },
  };
}
