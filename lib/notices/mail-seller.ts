import { languageOrDefault } from '@/lib/language/languages.schema';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type ClaimedMail, claimMail } from './claim-mail';
import { mailToken } from './mail-token';
import type { Mail, Mailer, SendOutcome } from './mailer';
import { readNoticesOfMail } from './read-notices';
import { confirmMail, newsMail } from './write-mail';

export interface MailDeps {
  db: PrismaClient;
  mailer: Mailer;
  /** PUBLIC_URL */
  publicUrl: string;
  /** deriveKey('mail links') */
  mailKey: Uint8Array;
}

/**
 * Sends a seller the mail that is due, if one is. Written down before it is sent, so that it is sent at most once:
 * whoever dies in between, or cannot tell whether the server took it, leaves it unsent, as what it says is on the
 * shop's page anyway. What was surely not taken is due again. Null: none was due.
 */
export async function mailSeller(deps: MailDeps, sellerId: string, now: Date): Promise<SendOutcome | null> {
  const claimed = await claimMail(deps.db, sellerId, now);
  if (claimed === null) return null;
  const outcome = await deps.mailer.send(await writeMail(deps, claimed));
  const { mailId } = claimed;
  // The mail may be gone by now: its seller was erased while it was sent.
  if (outcome.state === 'unsent') await deps.db.sellerMail.deleteMany({ where: { id: mailId } });
  else {
    const code = outcome.state === 'sent' ? null : outcome.code;
    await deps.db.sellerMail.updateMany({ where: { id: mailId }, data: { state: outcome.state, code } });
  }
  return outcome;
}

async function writeMail({ db, publicUrl, mailKey }: MailDeps, claimed: ClaimedMail): Promise<Mail> {
  const { mailId, kind, sellerId, address, shop, setAt } = claimed;
  const language = languageOrDefault(claimed.language);
  const letter = { id: mailId, to: address, language, shop };
  const token = (does: 'confirm' | 'unsubscribe') => mailToken({ does, sellerId, setAt }, mailKey);
  const page = (does: 'confirm' | 'unsubscribe') => `${publicUrl}/sell/mail/${token(does)}?lang=${language}`;
  if (kind === 'confirm') return confirmMail({ ...letter, confirmPage: page('confirm') });
  return newsMail({
    ...{ ...letter, kind, notices: await readNoticesOfMail(db, mailId) },
    shopUrl: `${publicUrl}/sell/shops/${sellerId}?lang=${language}`,
    unsubscribePage: page('unsubscribe'),
    unsubscribeUrl: `${publicUrl}/api/mail-links/${token('unsubscribe')}`,
  });
}
