import { z } from 'zod';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { dueMail, MAIL_KINDS, type MailKind } from './due-mail';
import { NOTICE_KINDS } from './notice';

const DAY_MS = 24 * 3_600_000;
/** In one mail; what is over is told by the next day's. */
const MOST_TOLD = 5_000;

const pendingSchema = z.array(z.object({ id: z.uuid(), kind: z.enum(NOTICE_KINDS), createdAt: z.date() }));
const mailsSchema = z.array(z.object({ kind: z.enum(MAIL_KINDS), createdAt: z.date() }));

export interface ClaimedMail {
  mailId: string;
  kind: MailKind;
  sellerId: string;
  address: string;
  language: string;
  shop: string | null;
  setAt: Date;
}

/**
 * Decides which mail is due and writes down, in the same transaction, that it is being sent and what it tells: two at
 * once, or one that is run again, find nothing left to send.
 */
export async function claimMail(db: PrismaClient, sellerId: string, now: Date): Promise<ClaimedMail | null> {
  return db.$transaction(async (tx) => {
    const [held] = await tx.$queryRaw<{ phone: string }[]>`
      SELECT b."sellerPhone" AS "phone" FROM "sellerMailboxes" b JOIN "sellers" s ON s."phone" = b."sellerPhone"
      WHERE s."id" = ${sellerId}::uuid FOR UPDATE OF b SKIP LOCKED`;
    if (held === undefined) return null;
    const { phone } = held;
    const mailbox = await tx.sellerMailbox.findUniqueOrThrow({
      where: { sellerPhone: phone },
      include: { seller: { select: { name: true, displayName: true } } },
    });
    const due = dueMail({ now, mailbox, ...(await readMailState(tx, mailbox, now)) });
    if (due === null) return null;
    const { id: mailId } = await tx.sellerMail.create({ data: { sellerPhone: phone, kind: due.kind } });
    if (due.kind !== 'confirm')
      await tx.sellerNotice.updateMany({ where: { id: { in: due.noticeIds } }, data: { mailId } });
    const { address, language, setAt, seller } = mailbox;
    const shop = seller.displayName ?? seller.name;
    return { ...{ mailId, kind: due.kind, sellerId }, ...{ address, language, shop, setAt } };
  });
}

/** Of what came before an address was confirmed nothing is told: most products were live long before. */
async function readMailState(
  tx: Prisma.TransactionClient,
  { sellerPhone, confirmedAt }: { sellerPhone: string; confirmedAt: Date | null },
  now: Date,
) {
  const since = new Date(now.getTime() - DAY_MS);
  const [pending, mails] = await Promise.all([
    confirmedAt === null
      ? []
      : tx.sellerNotice.findMany({
          where: { sellerPhone, mailId: null, createdAt: { gte: confirmedAt } },
          orderBy: { createdAt: 'desc' },
          take: MOST_TOLD,
          select: { id: true, kind: true, createdAt: true },
        }),
    tx.sellerMail.findMany({
      where: { sellerPhone, createdAt: { gt: since } },
      select: { kind: true, createdAt: true },
    }),
  ]);
  return { pending: pendingSchema.parse(pending), mails: mailsSchema.parse(mails) };
}

/**
 * Sellers who have given an address and may be due a mail: there is something to confirm or to tell. In no order, so
 * that those whose server keeps putting us off are not in everybody's way. By their ids: steps of functions keep them.
 */
export async function readSellersToMail(db: PrismaClient, now: Date): Promise<string[]> {
  const lately = new Date(now.getTime() - DAY_MS);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s."id"::text FROM "sellerMailboxes" b JOIN "sellers" s ON s."phone" = b."sellerPhone"
    WHERE (b."confirmedAt" IS NULL AND b."setAt" > ${lately})
      OR EXISTS (SELECT 1 FROM "sellerNotices" n
        WHERE n."sellerPhone" = b."sellerPhone" AND n."mailId" IS NULL AND n."createdAt" >= b."confirmedAt")
    ORDER BY random()`;
  return rows.map(({ id }) => id);
}
