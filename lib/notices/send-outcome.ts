import { z } from 'zod';
import type { SendOutcome } from './mailer';

/** What an SMTP client's error says: the last command, and the server's answer to it, if there was one. */
const smtpErrorSchema = z.object({
  code: z.string().catch('unknown'),
  command: z.string().optional().catch(undefined),
  responseCode: z.int().optional().catch(undefined),
  /** Of the operating system's own errors: what failed. */
  syscall: z.string().optional().catch(undefined),
});

const UNKNOWN = { code: 'unknown' };
/** What fails before any mail is handed over: names, certificates, passwords. */
const BEFORE_ANY_MAIL = new Set(['EDNS', 'ETLS', 'EAUTH']);
/** Said to be wrong with the address or the mail itself: no other try fares better. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/**
 * Only the server's own word, or no server to hear it, says that a mail was not taken: a connection that breaks may
 * leave a mail that was.
 */
export function sendOutcome(error: unknown): Exclude<SendOutcome, { state: 'sent' }> {
  const { code, command, responseCode, syscall } = smtpErrorSchema.catch(UNKNOWN).parse(error);
  if (responseCode !== undefined && responseCode >= 400) {
    const isRefused = responseCode >= 500 && ABOUT_THE_MAIL.has(command ?? '');
    return { state: isRefused ? 'refused' : 'unsent', code: `${code} ${responseCode}` };
  }
  // It could not even be put on its envelope.
  if (code === 'EENVELOPE') return { state: 'refused', code };
  return { state: BEFORE_ANY_MAIL.has(code) || syscall === 'connect' ? 'unsent' : 'unknown', code };
}
