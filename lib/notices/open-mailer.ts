import type { Env } from '@/lib/platform/env';
import type { Mailer } from './mailer';
import { SmtpMailer } from './smtp-mailer';

/** Null: mail is not set up, and sellers read what happened on their page only. */
export function openMailer({ SMTP_URL, MAIL_FROM }: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>): Mailer | null {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
  return new SmtpMailer({ url: SMTP_URL, from: MAIL_FROM });
}
