import canonicalize from 'canonicalize';
import { Agent, request } from 'undici';
import type { RunState } from '../store/engine-store';
import { signatureOf } from './signing';

/** A step may take minutes: the Scout's scroll, a model's first load. */
const STEP_LIMIT_MS = 30 * 60_000;
const agent = new Agent({
  headersTimeout: STEP_LIMIT_MS,
  bodyTimeout: STEP_LIMIT_MS,
  connect: { timeout: 5000 },
  connections: 128,
});

export interface Call {
  url: string;
  functionId: string;
  runId: string;
  queueItemId: string;
  attempt: number;
  maxAttempts: number;
  /** Set: run exactly this one of several parallel steps. */
  stepId: string | null;
  state: RunState;
}

export type Answer =
  | { kind: 'answered'; status: number; body: unknown; noRetry: boolean; retryAfter: string | undefined }
  /** Nobody home, or a proxy spoke for them: not an attempt of the function's. */
  | { kind: 'no-answer'; reason: string };

export async function callApp(call: Call, signingKey: string): Promise<Answer> {
  const url = new URL(call.url);
  url.searchParams.set('fnId', call.functionId);
  url.searchParams.set('stepId', call.stepId ?? 'step');
  // The SDK checks the signature over the canonical form of the JSON it parsed.
  const body = canonicalize({
    ctx: {
      run_id: call.runId,
      fn_id: call.functionId,
      qi_id: call.queueItemId,
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: call.state.steps.map((step) => step.id), current: call.state.steps.length },
    },
    event: call.state.events[0],
    events: call.state.events,
    steps: Object.fromEntries(call.state.steps.map((step) => [step.id, step.result])),
    version: 2,
  });
  if (body === undefined) return { kind: 'no-answer', reason: 'the call could not be written as JSON' };
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher: agent,
      headers: {
        'content-type': 'application/json',
        'x-inngest-signature': signatureOf(body, signingKey),
        'x-inngest-server-kind': 'cloud',
        'x-run-id': call.runId,
      },
      body,
    });
    const text = await answer.body.text();
    if (answer.headers['x-inngest-sdk'] === undefined)
      return { kind: 'no-answer', reason: `HTTP ${answer.statusCode} without the SDK's header` };
    const header = (name: string): string | undefined => [answer.headers[name]].flat()[0];
    return {
      kind: 'answered',
      status: answer.statusCode,
      body: parseJson(text),
      noRetry: header('x-inngest-no-retry') === 'true',
      retryAfter: header('retry-after'),
    };
  } catch (error) {
    return { kind: 'no-answer', reason: error instanceof Error ? error.message : String(error) };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
