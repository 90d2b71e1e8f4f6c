import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string[];
  /** As it came, with what is encoded in it decoded. */
  text: string;
}

export interface SmtpStandIn {
  /** For SMTP_URL. */
  url: string;
  mails: ReceivedMail[];
  /** How the next mails fare; `hang up` takes the mail and breaks off before saying so. */
  answer: 'take' | 'no such person' | 'come back' | 'hang up';
  close(): Promise<void>;
}

/** A server that speaks real SMTP and keeps what it is sent; in `folder`, too, for other processes to read. */
export async function startSmtp({ folder }: { folder?: string } = {}): Promise<SmtpStandIn> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, callback) => {
      if (standIn.answer === 'no such person') callback(refusal(`<${address}> is unknown here`, 550));
      else if (standIn.answer === 'come back') callback(refusal(`<${address}> is greylisted`, 451));
      else callback();
    },
    onData: (stream, { envelope }, callback) => {
      void text(stream).then(async (raw) => {
        const mail = { to: envelope.rcptTo.map(({ address }) => address), text: decoded(raw) };
        mails.push(mail);
        if (folder !== undefined) await writeFile(path.join(folder, `${mails.length}.json`), JSON.stringify(mail));
        if (standIn.answer !== 'hang up') return callback(null, 'taken');
        for (const connection of server.connections) connection.close();
      });
    },
  });
  // Whoever hangs up in the middle is a part of the tests.
  server.on('error', () => {});
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  // A TCP server that listens has an address with a port.
  const { port } = server.server.address() as AddressInfo;
  const standIn: SmtpStandIn = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: 'take',
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  return standIn;
}

const refusal = (message: string, responseCode: number): Error => Object.assign(new Error(message), { responseCode });

/** Quoted-printable, of which all that we send is. */
function decoded(raw: string): string {
  const bytes = raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
