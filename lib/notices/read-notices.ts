import { z } from 'zod';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { NOTICE_KINDS, type NoticeView, noticeDetailSchema } from './notice';

const SHOWN_FOR_DAYS = 30;
const MOST_SHOWN = 30;
const TITLES = 3;

const rowSchema = z.object({
  kind: z.enum(NOTICE_KINDS),
  at: z.date(),
  count: z.int(),
  titles: z.array(z.string()),
  detail: noticeDetailSchema,
});

/** What happened to a seller's products in the last 30 days, newest first; a day's products of a kind in one line. */
export async function readNotices(db: PrismaClient, phone: string): Promise<NoticeView[]> {
  const day = Prisma.sql`(n."happenedAt" AT TIME ZONE 'Africa/Nairobi')::date::text`;
  const where = Prisma.sql`n."sellerPhone" = ${phone}
    AND n."happenedAt" > clock_timestamp() - make_interval(days => ${SHOWN_FOR_DAYS})`;
  return readGroups(db, { where, productsBy: day });
}

/** What one mail tells, each kind of products in one line. */
export function readNoticesOfMail(db: PrismaClient, mailId: string): Promise<NoticeView[]> {
  return readGroups(db, { where: Prisma.sql`n."mailId" = ${mailId}::uuid`, productsBy: Prisma.sql`''` });
}

interface Grouping {
  where: Prisma.Sql;
  /** What products of one kind are told together by. */
  productsBy: Prisma.Sql;
}

async function readGroups(db: PrismaClient, { where, productsBy }: Grouping): Promise<NoticeView[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT n."kind", max(n."happenedAt") AS "at", count(*)::int AS "count",
      COALESCE((array_agg(p."title" ORDER BY n."happenedAt" DESC, p."productId")
        FILTER (WHERE p."title" IS NOT NULL))[1:${TITLES}], '{}') AS "titles",
      (array_agg(n."detail"))[1] AS "detail"
    FROM "sellerNotices" n LEFT JOIN "products" p ON p."productId" = n."productId"
    WHERE ${where}
    GROUP BY n."kind",
      CASE WHEN n."kind" IN ('product_live', 'product_rejected', 'asked_to_fix') THEN ${productsBy} ELSE n."key" END
    ORDER BY max(n."happenedAt") DESC LIMIT ${MOST_SHOWN}`;
  return rows.map((row) => {
    const { at, ...notice } = rowSchema.parse(row);
    return { ...notice, at: at.toISOString() };
  });
}
