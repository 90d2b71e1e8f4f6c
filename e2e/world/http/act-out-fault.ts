import type { Fault } from '@/e2e/world/quirks/faults';
import { type Exchange, hangUntilClientLeaves, redirect, send } from './exchange';

/** How a surface words its errors: HTML pages, plain text, Gemini's JSON. */
export interface ErrorVoice {
  type: string;
  body(status: number, retryAfterSeconds: number | undefined): string;
  /** What a reset or a hang in the middle sends before it. */
  beginning: string | Buffer;
}

export const htmlVoice: ErrorVoice = {
  type: 'text/html; charset=utf-8',
  body: (status) =>
    `<!DOCTYPE html><html><head><title>Error ${status}</title></head><body>Sorry, something went wrong.</body></html>`,
  beginning:
    '<!DOCTYPE html><html id="facebook"><head><meta charset="utf-8" /><title>WhatsApp</title><meta property="og:ti',
};

/** Does to the client what the fault says; returns when the exchange is over or answered. */
export async function actOutFault(exchange: Exchange, fault: Fault, voice: ErrorVoice): Promise<void> {
  switch (fault.kind) {
    case 'status':
      return answerStatus(exchange, fault.status, fault, voice, fault.body);
    case 'rate':
      return answerStatus(exchange, 429, fault, voice);
    case 'empty':
      return send(exchange, 200, voice.type, '');
    case 'redirect':
      return redirect(exchange, destination(exchange, fault.to), fault.status);
    case 'reset':
      await begin(exchange, fault.after, voice);
      exchange.request.socket.resetAndDestroy();
      return;
    case 'hang':
      await begin(exchange, fault.after, voice);
      return hangUntilClientLeaves(exchange);
  }
}

function answerStatus(
  exchange: Exchange,
  status: number,
  {
    retryAfterSeconds,
    retryAfterAs,
  }: {
    retryAfterSeconds?: number | undefined;
    retryAfterAs: 'seconds' | 'date';
  },
  voice: ErrorVoice,
  body?: string,
): void {
  if (exchange.over.aborted) return;
  if (retryAfterSeconds !== undefined) {
    const value = retryAfterAs === 'seconds' ? String(retryAfterSeconds) : httpDateIn(retryAfterSeconds);
    exchange.response.setHeader('retry-after', value);
  }
  send(exchange, status, voice.type, body ?? voice.body(status, retryAfterSeconds));
}

/** An HTTP date has whole seconds: rounded up, so that it is never earlier than asked. */
const httpDateIn = (seconds: number): string =>
  new Date(Math.ceil((Date.now() + seconds * 1000) / 1000) * 1000).toUTCString();

function destination(exchange: Exchange, to: string): string {
  if (to === 'home') return '/';
  if (to !== 'loop') return to;
  const hop = Number(exchange.url.searchParams.get('hop') ?? 0) + 1;
  return `${exchange.url.pathname}?hop=${hop}`;
}

/** Sends nothing, the headers, or the headers and a piece of a body that promises to be much longer. */
async function begin(exchange: Exchange, after: 'nothing' | 'headers' | 'half', voice: ErrorVoice): Promise<void> {
  if (after === 'nothing' || exchange.over.aborted) return;
  const { response } = exchange;
  response.writeHead(200, {
    'content-type': voice.type,
    'content-length': 1_000_000,
  });
  response.flushHeaders();
  if (after === 'headers') return flushed(exchange);
  await new Promise<void>((resolve) => response.write(voice.beginning, () => resolve()));
  await flushed(exchange);
}

/** Gives the kernel a turn, so that a reset does not overtake what was just written. */
const flushed = (exchange: Exchange): Promise<void> =>
  new Promise((resolve) => (exchange.over.aborted ? resolve() : setTimeout(resolve, 5)));
