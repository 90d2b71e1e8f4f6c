import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

let attackers = 0;
let sellers = 0;

/** As a proxy on this machine would name a client: limits are for one, and each attack begins with its own. */
export function anAttacker(): string {
  attackers += 1;
  return `198.18.${(attackers >> 8) & 255}.${attackers & 255}`;
}

export function anHonestSeller(): string {
  sellers += 1;
  return `192.0.2.${(sellers % 150) + 1}`;
}

/** `x-forwarded-for`, which counts when the connection comes from this machine. */
export const from = (address: string) => ({ 'x-forwarded-for': address });

/** Longer than anything may take that an attack asks for. */
const PATIENCE_MS = 60_000;

export interface Asked {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: Buffer | string;
  patienceMs?: number;
}

/** Status 0: there was no answer, and `text` says why. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  ms: number;
}

/** One request on a connection of its own, with exactly these headers: Host may be forged. Never throws. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body, patienceMs = PATIENCE_MS }: Asked = {},
): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, text: string, received: IncomingHttpHeaders = {}) =>
      resolve({ status, text, headers: received, ms: performance.now() - startedAt });
    const request = httpRequest(url, {
      method,
      agent: false,
      headers: { ...lengthOf(body), ...headers },
      timeout: patienceMs,
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${patienceMs / 1_000} s`)));
    request.on('error', (error) => done(0, error.message));
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      const end = () => done(response.statusCode ?? 0, text, response.headers);
      response.on('end', end).on('error', end);
    });
    request.end(body);
  });
}

function lengthOf(body: Buffer | string | undefined): OutgoingHttpHeaders {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
}

/** What a port answers to any bytes: the beginning of it, and whether it closed the connection. */
export function speak(
  port: number,
  bytes: Buffer | string,
  patienceMs = 2_000,
): Promise<{ answer: string; closed: boolean }> {
  return new Promise((resolve) => {
    let answer = '';
    let timer: NodeJS.Timeout | undefined;
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes));
    const done = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ answer, closed });
    };
    timer = setTimeout(() => done(false), patienceMs);
    socket.on('error', () => {});
    socket.on('close', () => done(true));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1').slice(0, 500);
      // The head of an answer is enough.
      if (answer.includes('\r\n\r\n')) setTimeout(() => done(socket.readyState !== 'open'), 20);
    });
  });
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
}

/** A request whose body is poured in piece by piece, and stays unfinished until somebody ends it. */
export class Pour {
  /** Bytes that left for the other side. */
  sent = 0;
  /** Of the answer, as soon as there is one. */
  status = 0;
  closed = false;
  readonly #socket: Socket;

  constructor(port: number, head: string) {
    this.#socket = connect({ port, host: '127.0.0.1' });
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.closed = true;
    });
    this.#socket.on('data', (chunk) => {
      if (this.status === 0) this.status = statusOf(chunk.toString('latin1'));
    });
    this.#socket.write(head);
  }

  get refused(): boolean {
    return this.closed || this.status >= 400;
  }

  /** Writes so many bytes, unless it is refused before, or nothing more is taken for a while. */
  async write(total: number, { chunk = Buffer.alloc(64 * 1024, 0x61), stuckMs = 3_000 } = {}): Promise<void> {
    for (let left = total; left > 0 && !this.refused; left -= chunk.length) {
      const taken = await Promise.race([
        this.#put(left < chunk.length ? chunk.subarray(0, left) : chunk),
        sleep(stuckMs, 'stuck'),
      ]);
      if (taken === 'stuck') return;
    }
  }

  /** Whether it was refused within so long. */
  async refusedWithin(ms: number): Promise<boolean> {
    for (const giveUpAt = Date.now() + ms; Date.now() < giveUpAt && !this.refused; ) await sleep(50);
    return this.refused;
  }

  end(): void {
    this.#socket.destroy();
  }

  #put(piece: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.write(piece, (error) => {
        if (!error) this.sent += piece.length;
        resolve();
      });
    });
  }
}

/** What `look` finds, asked again and again; undefined when it has found nothing within so long. */
export async function until<T>(
  look: () => Promise<T | undefined>,
  withinMs: number,
  everyMs = 250,
): Promise<T | undefined> {
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await sleep(everyMs)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Runs `work` for each, so many at once. */
export async function atOnce<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at] as T, at);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, lane));
  return results;
}

/** How often each came: `12× 401, 3× 429`. */
export function tallyOf(values: readonly (string | number)[]): string {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${count}× ${value === 0 ? 'no answer' : value}`).join(', ');
}
