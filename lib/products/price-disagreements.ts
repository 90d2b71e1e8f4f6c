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
  /** Whether it has a page. */
  isListed: boolean;
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
  const rows = await db.$queryRaw<
    (Pick<PriceDisagreement, 'productId' | 'title' | 'isListed' | 'at'> & { facts: unknown })[]
  >`
    SELECT p."productId", p."title", p."isListed", r."facts", r."createdAt" AS "at" FROM ${OPEN}
    ORDER BY r."createdAt" DESC, r."id" LIMIT ${limit}`;
  return rows.flatMap(({ facts: kept, ...product }) => {
    const known = facts.safeParse(kept).data;
    if (known === undefined) return [];
    const { disagreement: kind, price: carried, read, said } = known;
    return [{ ...product, kind, carried, read, said: said.price }];
  });
}
