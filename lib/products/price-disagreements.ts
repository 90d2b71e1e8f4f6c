import { z } from 'zod';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';

const money = z.object({ amount: z.number(), currency: z.string().nullable() });
const facts = z.object({
  disagreement: z.string(),
  price: money.nullable(),
  read: money.nullable(),
  said: z.object({ price: money.nullable() }),
});
type Money = z.infer<typeof money>;

/** A product whose price the reviewer and our reader read in two ways. */
export interface PriceDisagreement {
  productId: string;
  title: string | null;
  kind: string;
  /** What it carries since then. */
  carried: Money | null;
  read: Money | null;
  said: Money | null;
  at: Date;
}

/** Of the contents that products have now. */
const OPEN = Prisma.sql`
  "qualityReviews" r JOIN "products" p ON p."productId" = r."productId" AND p."contentHash" = r."contentHash"
  WHERE r."facts" ->> 'disagreement' IS NOT NULL AND r."source" = 'model'`;

export async function countPriceDisagreements(db: PrismaClient): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM ${OPEN}`;
  return row?.count ?? 0;
}

/** The newest first. */
export async function readPriceDisagreements(db: PrismaClient, limit: number): Promise<PriceDisagreement[]> {
  const rows = await db.$queryRaw<{ productId: string; title: string | null; facts: unknown; at: Date }[]>`
    SELECT p."productId", p."title", r."facts", r."createdAt" AS "at" FROM ${OPEN}
    ORDER BY r."createdAt" DESC, r."id" LIMIT ${limit}`;
  return rows.flatMap((row) => {
    const known = facts.safeParse(row.facts).data;
    if (known === undefined) return [];
    const { disagreement: kind, price: carried, read, said } = known;
    return [{ productId: row.productId, title: row.title, at: row.at, kind, carried, read, said: said.price }];
  });
}
