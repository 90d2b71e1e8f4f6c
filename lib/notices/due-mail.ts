import { isUrgent, type NoticeKind } from './notice';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A sync makes one product live after the other: the day's mail waits until things are quiet … */
const QUIET_MS = HOUR_MS / 2;
/** … but no longer than this. */
const PATIENCE_MS = 6 * HOUR_MS;
/** What cannot wait is told by so many mails a day; then it waits after all. */
const MOST_URGENT = 3;
/** Whoever sets an address may mistype it, and must not have a stranger written to all day. */
const MOST_CONFIRMATIONS = 3;

export interface PendingNotice {
  id: string;
  kind: NoticeKind;
  createdAt: Date;
}

export const MAIL_KINDS = ['confirm', 'urgent', 'digest'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export interface MailState {
  now: Date;
  mailbox: { setAt: Date; confirmedAt: Date | null };
  /** What no mail has told. */
  pending: PendingNotice[];
  /** The last day's. */
  mails: { kind: MailKind; createdAt: Date }[];
}

export type DueMail = { kind: 'confirm' } | { kind: 'urgent' | 'digest'; noticeIds: string[] };

/** Which mail a seller is sent now, if any: one a day with all that happened, and at once what cannot wait. */
export function dueMail({ now, mailbox, pending, mails }: MailState): DueMail | null {
  const lately = mails.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < DAY_MS);
  const sent = (kind: MailKind) => lately.filter((mail) => mail.kind === kind);
  const { confirmedAt, setAt } = mailbox;
  if (confirmedAt === null) {
    const asked = sent('confirm');
    if (asked.length >= MOST_CONFIRMATIONS || asked.some(({ createdAt }) => createdAt >= setAt)) return null;
    // Longer ago than a day: its link has been sent, and holds for a week.
    return now.getTime() - setAt.getTime() < DAY_MS ? { kind: 'confirm' } : null;
  }
  const news = pending.filter(({ createdAt }) => createdAt >= confirmedAt);
  if (news.length === 0) return null;
  const urgent = news.filter(({ kind }) => isUrgent(kind));
  if (sent('digest').length === 0 && (urgent.length > 0 || isTime(news, now)))
    return { kind: 'digest', noticeIds: idsOf(news) };
  if (urgent.length > 0 && sent('urgent').length < MOST_URGENT) return { kind: 'urgent', noticeIds: idsOf(urgent) };
  return null;
}

const idsOf = (notices: PendingNotice[]): string[] => notices.map(({ id }) => id);

function isTime(news: PendingNotice[], now: Date): boolean {
  const ages = news.map(({ createdAt }) => now.getTime() - createdAt.getTime());
  return Math.min(...ages) >= QUIET_MS || Math.max(...ages) >= PATIENCE_MS;
}
