import { Agent, errors } from 'undici';
import { type Answer, readAnswer } from '../protocol/answer';
import { MAX_ANSWER_BYTES } from '../protocol/limits';
import { sign } from '../protocol/signing';

const CONNECT_TIMEOUT_MS = 5_000;
/** Less than Node's HTTP servers keep an idle connection, so that none is used that is just being closed. */
const KEEP_ALIVE_MS = 4_000;
const NEVER_REACHED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** `refused`: it was never reached. `lost`: it was, and what came of it is not known. */
export type CallOutcome = Answer | { kind: 'refused'; reason: string } | { kind: 'lost'; reason: string };

/** Calls apps over HTTP. No time limit but the caller's: a step may take as long as it needs. */
export class AppClient {
  readonly #agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  constructor(private readonly signingKey: string) {}

  /** Calls a function at an app's endpoint. Never throws. */
  async call(
    { url, functionId }: { url: string; functionId: string },
    body: string,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const target = new URL(url);
    target.searchParams.set('fnId', functionId);
    target.searchParams.set('stepId', 'step');
    try {
      const response = await this.#agent.request({
        origin: target.origin,
        path: target.pathname + target.search,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'soko-inngest-engine',
          'x-inngest-server-kind': 'cloud',
          'x-inngest-signature': sign(body, this.signingKey),
        },
        body,
        signal,
      });
      const text = await readBounded(response.body);
      return readAnswer({ status: response.statusCode, headers: response.headers, body: text }, this.signingKey);
    } catch (error) {
      return { kind: wasNeverReached(error) ? 'refused' : 'lost', reason: reasonOf(error) };
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function wasNeverReached(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(wasNeverReached);
  if (error instanceof errors.ConnectTimeoutError) return true;
  return error instanceof Error && 'code' in error && NEVER_REACHED.has(String(error.code));
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
