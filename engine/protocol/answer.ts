import { z } from 'zod';
import { parseRetryAfter } from './durations';
import { errorJson, type Operation, operationsSchema, toOperation } from './operation';
import { canonicalJson, verifySignature } from './signing';

/** Refused for its signature, or because there are too many: nothing has run. */
const NOT_TAKEN = new Set([401, 408, 413, 429]);
/** How the SDK answers a call for a function that it was not given. */
const notFoundSchema = z.looseObject({
  type: z.literal('internal'),
  message: z.string().regex(/^Function ".*" was not found in this app/),
});

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/**
 * An app's answer to a call. `foreign`: whoever answered is not our app, or not able to, so nothing can be said of the
 * run. `not-served`: an app of ours without this function. `not-taken`: one that did not look at the call.
 */
export type Answer =
  | { kind: 'not-served'; reason: string }
  | { kind: 'not-taken'; reason: string }
  | { kind: 'foreign'; reason: string }
  | { kind: 'operations'; operations: Operation[]; noRetry: boolean; retryAt: number | undefined }
  | { kind: 'threw'; error: string; noRetry: boolean; retryAt: number | undefined };

/** Reads an answer; only a signed one is believed, since another process may have taken over the app's port. */
export function readAnswer(raw: RawAnswer, signingKey: string, now = Date.now()): Answer {
  const header = (name: string) => [raw.headers[name]].flat()[0];
  const signature = header('x-inngest-signature');
  if (signature === undefined || !verifySignature(raw.body, signature, signingKey, now)) {
    return { kind: NOT_TAKEN.has(raw.status) ? 'not-taken' : 'foreign', reason: foreignReason(raw) };
  }
  const noRetry = header('x-inngest-no-retry') === 'true';
  const retryAt = parseRetryAfter(header('retry-after'), now);
  const body = parseJson(raw.body);
  if (raw.status === 200) {
    const operation = toOperation({ id: 'complete', op: 'RunComplete', data: body, error: undefined }, now);
    return { kind: 'operations', operations: [operation], noRetry, retryAt };
  }
  if (raw.status === 206) {
    const parsed = operationsSchema.safeParse(body);
    if (parsed.success && parsed.data.length > 0) {
      return { kind: 'operations', operations: parsed.data.map((one) => toOperation(one, now)), noRetry, retryAt };
    }
    return {
      kind: 'threw',
      error: errorJson(`The app answered with no operation: ${raw.body.slice(0, 200)}`),
      noRetry,
      retryAt,
    };
  }
  // What a function itself throws comes with whether to retry.
  const isFromSdk = raw.status === 500 && header('x-inngest-no-retry') === undefined;
  const missing = notFoundSchema.safeParse(body);
  if (isFromSdk && missing.success) return { kind: 'not-served', reason: missing.data.message };
  const error = body === undefined ? errorJson(`The app answered ${raw.status}.`) : canonicalJson(body);
  return { kind: 'threw', error, noRetry, retryAt };
}

function foreignReason({ status, body }: RawAnswer): string {
  if (status === 401) return 'the app refused the call: its INNGEST_SIGNING_KEY is not the engine’s';
  return `the answer (status ${status}) is not signed by the app: ${body.slice(0, 200)}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
