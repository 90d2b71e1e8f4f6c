import { createTransport } from 'nodemailer';
import type { Mail, Mailer, SendOutcome } from './mailer';
import { sendOutcome } from './send-outcome';

interface SmtpSettings {
  /** SMTP_URL */
  url: string;
  /** MAIL_FROM */
  from: string;
}

const ANSWER_WITHIN_MS = 20_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Mails by any server that speaks SMTP. Passwords go over TLS, but on this machine itself. */
export class SmtpMailer implements Mailer {
  readonly #transport;
  readonly #host: string;

  constructor({ url, from }: SmtpSettings) {
    const { hostname, port, protocol, username, password } = new URL(url);
    const isImplicit = protocol === 'smtps:';
    this.#host = new URL(`mail://${from.replace(/^.*@|>$/g, '')}`).hostname;
    this.#transport = createTransport(
      {
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port === '' ? (isImplicit ? 465 : 587) : Number(port),
        secure: isImplicit,
        requireTLS: !isImplicit && !LOOPBACK.test(hostname),
        ...(username === ''
          ? {}
          : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
        connectionTimeout: ANSWER_WITHIN_MS,
        greetingTimeout: ANSWER_WITHIN_MS,
        socketTimeout: ANSWER_WITHIN_MS,
        // What is written is ours; nothing is read from files or fetched for it.
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from },
    );
  }

  async send({ id, to, subject, text, html, unsubscribeUrl }: Mail): Promise<SendOutcome> {
    try {
      await this.#transport.sendMail({
        // As an object: never read as a list of several.
        to: { name: '', address: to },
        ...{ subject, text, html, messageId: `<${id}@${this.#host}>` },
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribeUrl === undefined
            ? {}
            : {
                'List-Unsubscribe': `<${unsubscribeUrl}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
      });
      return { state: 'sent' };
    } catch (error) {
      return sendOutcome(error);
    }
  }

  async ping(): Promise<void> {
    await this.#transport.verify();
  }

  close(): void {
    this.#transport.close();
  }
}
