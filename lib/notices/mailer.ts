/** One mail to one person. */
export interface Mail {
  /** Names it for whoever passes it on: the same id is the same mail. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where one request ends all mails (RFC 8058). */
  unsubscribeUrl?: string;
}

/**
 * What became of a mail that was handed over. refused: for good, it is not worth another try; unsent: surely not sent,
 * and may be later; unknown: the server may have taken it.
 */
export type SendOutcome =
  | { state: 'sent' }
  /** `code`: never the server's words, which name the address. */
  | { state: 'refused' | 'unsent' | 'unknown'; code: string };

export interface Mailer {
  /** Never throws. */
  send(mail: Mail): Promise<SendOutcome>;
  /** Whether the server takes mails with these settings. Throws. */
  ping(): Promise<void>;
  close(): void;
}
