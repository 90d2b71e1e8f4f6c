import { type Language, languageOrDefault } from '@/lib/language/languages.schema';
import { writeAudit } from '@/lib/platform/audit';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import type { MailLink } from './mail-token';

const CONFIRM_WITHIN_MS = 7 * 24 * 3_600_000;

export interface Mailbox {
  address: string;
  language: Language;
  confirmed: boolean;
}

interface Shop {
  sellerId: string;
  phone: string;
}

/** Where a seller is written to, for their own page. Null: nowhere. */
export async function readMailbox(db: PrismaClient, phone: string): Promise<Mailbox | null> {
  const row = await db.sellerMailbox.findUnique({ where: { sellerPhone: phone } });
  if (row === null) return null;
  const { address, language, confirmedAt } = row;
  return { address, language: languageOrDefault(language), confirmed: confirmedAt !== null };
}

/** Another address has to be confirmed anew; the one that is set already stays as it is, in the language asked for. */
export async function setMailbox(
  db: PrismaClient,
  { sellerId, phone }: Shop,
  { address, language }: { address: string; language: Language },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await holdMailbox(tx, phone);
    const same = before?.address === address;
    const change = { address, language, ...(same ? {} : { setAt: new Date(), confirmedAt: null }) };
    await tx.sellerMailbox.upsert({
      where: { sellerPhone: phone },
      create: { sellerPhone: phone, address, language },
      update: change,
    });
    await audit(tx, { sellerId, action: 'mailbox.set', before, after: same ? before : { confirmedAt: null } });
  });
}

export async function removeMailbox(db: PrismaClient, { sellerId, phone }: Shop): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await holdMailbox(tx, phone);
    if (before === null) return;
    await tx.sellerMailbox.delete({ where: { sellerPhone: phone } });
    await audit(tx, { sellerId, action: 'mailbox.removed', before, after: null });
  });
}

/** What a link in a mail asks for. False: the link has grown old, or the address is another one by now. */
export async function followMailLink(db: PrismaClient, { does, sellerId, setAt }: MailLink): Promise<boolean> {
  if (does === 'confirm' && Date.now() - setAt.getTime() > CONFIRM_WITHIN_MS) return false;
  return db.$transaction(async (tx) => {
    const seller = await tx.seller.findUnique({ where: { id: sellerId }, select: { phone: true } });
    const before = seller === null ? null : await holdMailbox(tx, seller.phone);
    const isIt = before !== null && before.setAt.getTime() === setAt.getTime();
    // To an address that is not written to any more, nothing is what was asked for.
    if (!isIt) return does === 'unsubscribe';
    const { sellerPhone } = before;
    if (does === 'unsubscribe') {
      await tx.sellerMailbox.delete({ where: { sellerPhone } });
      await audit(tx, { sellerId, action: 'mailbox.unsubscribed', before, after: null });
    } else if (before.confirmedAt === null) {
      await tx.sellerMailbox.update({ where: { sellerPhone }, data: { confirmedAt: new Date() } });
      await audit(tx, { sellerId, action: 'mailbox.confirmed', before, after: { confirmedAt: new Date() } });
    }
    return true;
  });
}

async function holdMailbox(tx: Prisma.TransactionClient, phone: string) {
  // The seller's row: the mailbox may not be there yet.
  await tx.$queryRaw`SELECT FROM "sellers" WHERE "phone" = ${phone} FOR NO KEY UPDATE`;
  return tx.sellerMailbox.findUnique({ where: { sellerPhone: phone } });
}

interface MailboxLine {
  sellerId: string;
  action: 'mailbox.set' | 'mailbox.removed' | 'mailbox.confirmed' | 'mailbox.unsubscribed';
  before: { confirmedAt: Date | null } | null;
  after: { confirmedAt: Date | null } | null;
}

/** Never the address: lines outlive an erasure. */
async function audit(tx: Prisma.TransactionClient, { sellerId, action, before, after }: MailboxLine): Promise<void> {
  const said = (box: MailboxLine['before']) => (box === null ? 'none' : box.confirmedAt ? 'confirmed' : 'unconfirmed');
  await writeAudit(tx, {
    ...{ actorId: `seller:${sellerId}`, action, subject: `seller:${sellerId}` },
    detail: { before: { mailbox: said(before) }, after: { mailbox: said(after) } },
  });
}
