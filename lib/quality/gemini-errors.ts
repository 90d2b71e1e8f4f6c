import { z } from 'zod';
import { AGAIN, causesOf, type Retry, retryAfterMs, SokoError } from '@/lib/platform/errors';
import { withoutSecret } from '@/lib/platform/secrets';
import { insteadOf } from './gemini-models';
import type { WholeAnswer } from './guarded-fetch';
import { nextPacificMidnight } from './pacific-midnight';

/** What the adapter was set to: what an error is told by, and what must not be told. */
export interface GeminiAccess {
  apiKey: string;
  model: string;
}

/** Longer than this nothing is waited for in a queue: what asks for more is not there for now, and the stage pauses. */
const LONGEST_WAIT_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** Of the service's own words. */
const LONGEST_QUOTE = 300;

const KEYS = 'https://aistudio.google.com/apikey';
const REMEDIES = {
  key: `Look at GEMINI_API_KEY; keys are made at ${KEYS}.`,
  newKey: `Make a new key at ${KEYS}, set GEMINI_API_KEY to it and delete the old one.`,
  restriction: 'Lift that restriction of the key in the Google Cloud console, or set GEMINI_API_KEY to another.',
  enableApi:
    'Enable the Gemini API (Generative Language API) in the project of the key, or set another GEMINI_API_KEY.',
  billing: 'Look at the billing of the key’s project in Google AI Studio, or set GEMINI_API_KEY to another’s.',
  location:
    'Google does not offer this to where Soko runs: enable billing for the key’s project, or run the worker elsewhere.',
  baseUrl: 'Look at GEMINI_BASE_URL: requests with a key follow no redirect.',
  address: 'Look at GEMINI_BASE_URL, and at the network between the worker and it.',
  tomorrow: 'It goes on by itself then; a larger quota (or billing) makes it go on sooner.',
} as const;

const refusal = (why: string) => ({ code: 'reviewer_refused', message: `Gemini gave no review: ${why}` });

export const reviewerRefused = (why: string): SokoError => new SokoError(refusal(why));

/** One that may be the installation's or the product's: whether another product is refused, too, tells. */
export class UnclearRefusal extends SokoError {}

export const reviewerInvalidAnswer = (why: string): SokoError =>
  new SokoError({ code: 'reviewer_invalid_answer', message: `Gemini's answer can not be used: ${why}.` });

export const reviewerUnavailable = (why: string, afterMs?: number): SokoError =>
  new SokoError({
    code: 'reviewer_unavailable',
    message: `Gemini did not answer: ${why}. It is tried again by itself.`,
    retry: retryAfter(afterMs),
    status: 503,
  });

/** Said of a key that no header can carry; what holds it is never sent, so that nothing can quote it. */
export const keyCannotBeSent = (): SokoError =>
  notUsable('GEMINI_API_KEY holds what no key does: a line break, a blank or a letter beyond ASCII.', REMEDIES.key);

const notUsable = (message: string, remedy: string): SokoError =>
  new SokoError({
    code: 'reviewer_not_usable',
    message,
    retry: AGAIN,
    status: 503,
    fault: { service: 'reviewer', remedy },
  });

const quotaSpent = (quote: string, resetsAt: Date): SokoError =>
  new SokoError({
    code: 'reviewer_quota_spent',
    message: `Gemini's quota is spent: ${quote}`,
    retry: { again: true, afterMs: LONGEST_WAIT_MS },
    status: 503,
    fault: { service: 'reviewer', remedy: REMEDIES.tomorrow, resetsAt },
  });

const retryAfter = (afterMs: number | undefined): Retry =>
  afterMs === undefined ? AGAIN : { again: true, afterMs: Math.min(afterMs, LONGEST_WAIT_MS) };

/** No answer came, or half of one. */
export function asUnreachable(error: unknown, access: GeminiAccess): SokoError {
  const causes = [...causesOf(error)].map((cause) => cause as { message?: unknown; code?: unknown });
  const said = causes.map(({ message }) => message).filter((message) => typeof message === 'string' && message !== '');
  const why = quoted([...new Set(said)].join(': '), access) || 'no connection';
  if (!causes.some(({ code }) => typeof code === 'string' && NO_SUCH_ADDRESS.test(code)))
    return reviewerUnavailable(why);
  const { code, message, retry, status } = reviewerUnavailable(why);
  return new SokoError({ code, message, retry, status, fault: { service: 'reviewer', remedy: REMEDIES.address } });
}

/** Nothing and nobody is there, or somebody else: no product can be why. A reset or a timeout says less. */
const NO_SUCH_ADDRESS =
  /^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS_|DEPTH_ZERO_|UNABLE_TO_)/;

const googleError = z.object({
  code: z.number().optional().catch(undefined),
  status: z.string().catch(''),
  message: z.string().catch(''),
  details: z.array(z.unknown()).catch([]),
});
const errorAnswer = z.object({
  error: z.union([googleError, z.string().transform((message) => googleError.parse({ message }))]),
});

/** Lets the answers pass that a model gave, as JSON. Errors: what `QualityReviewer` says. */
export function judgeGeminiAnswer(answer: WholeAnswer, access: GeminiAccess): void {
  const json = parsed(answer.body);
  const error = errorAnswer.safeParse(Array.isArray(json) ? json[0] : json).data?.error;
  const ok = answer.status >= 200 && answer.status < 300;
  if (ok && error === undefined) {
    // A proxy's page, or nothing: no model's answer.
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw reviewerUnavailable('what came is not JSON');
    return;
  }
  const told = toldBy(answer, error, ok);
  throw (
    asQuota(told, access) ?? asSettingsFault(told, access) ?? asPassing(told, access) ?? aboutTheProduct(told, access)
  );
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What an error says, in one place. */
interface Told {
  /** HTTP's, or what stands for it in an answer that says 200 and holds an error. */
  status: number;
  inside200: boolean;
  /** google.rpc.Code. */
  name: string;
  message: string;
  /** ErrorInfo's: API_KEY_INVALID, SERVICE_DISABLED, … */
  reasons: string;
  /** QuotaFailure's: which quotas, as Google names them. */
  quotas: string;
  waitMs: number | undefined;
}

const STATUS_OF: Record<string, number> = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
};
const detail = z.object({
  reason: z.string().catch(''),
  retryDelay: z
    .string()
    .regex(/^\d+(\.\d+)?s$/)
    .transform((delay) => Math.ceil(Number.parseFloat(delay) * 1000))
    .optional()
    .catch(undefined),
  violations: z.array(z.record(z.string(), z.unknown())).catch([]),
});

function toldBy(answer: WholeAnswer, error: z.infer<typeof googleError> | undefined, inside200: boolean): Told {
  const name = error?.status ?? '';
  const details = (error?.details ?? []).flatMap((one) => detail.safeParse(one).data ?? []);
  const code = error?.code ?? 0;
  const waits = details.flatMap(({ retryDelay }) => retryDelay ?? []);
  const header = retryAfterMs(answer.retryAfter, Date.now(), Number.POSITIVE_INFINITY);
  if (header !== undefined) waits.push(header);
  return {
    status: !inside200 ? answer.status : code >= 400 && code < 600 ? code : (STATUS_OF[name] ?? 503),
    inside200,
    name,
    message: error?.message ?? '',
    reasons: details.map(({ reason }) => reason).join(' '),
    quotas: JSON.stringify(details.flatMap(({ violations }) => violations)),
    waitMs: waits.length === 0 ? undefined : Math.max(...waits),
  };
}

function asQuota(told: Told, access: GeminiAccess): SokoError | undefined {
  if (told.status !== 429) return undefined;
  const { message, quotas, waitMs } = told;
  if (/\blimit:? ?0(?![.\d])/i.test(message) || /"quotaValue":"?0"?[,}]/.test(quotas)) {
    const { model } = access;
    return notUsable(
      `Gemini gives this key no quota for ${model}: ${quoteOf(told, access)}`,
      `Enable billing for the key’s project, or set GEMINI_MODEL to a model that it may use, e.g. ${insteadOf(model)}.`,
    );
  }
  if (
    /credits? (?:\S+ )?(?:depleted|exhausted|used up)|prepa(?:id|y)\S* credits|spend(?:ing)? (?:cap|limit)/i.test(
      message,
    )
  )
    return notUsable(`Gemini is not paid for: ${quoteOf(told, access)}`, REMEDIES.billing);
  if (/per[ _-]?day|\bdaily\b/i.test(`${quotas} ${message}`))
    return quotaSpent(quoteOf(told, access), nextPacificMidnight(new Date()));
  if (waitMs !== undefined && waitMs > LONGEST_WAIT_MS)
    return quotaSpent(quoteOf(told, access), new Date(Date.now() + Math.min(waitMs, DAY_MS)));
  return new SokoError({
    code: 'reviewer_rate_limited',
    message: `Gemini allows no more requests for now: ${quoteOf(told, access)} It is tried again by itself.`,
    retry: retryAfter(waitMs),
    status: 503,
  });
}

/** Errors that any product would meet. */
function asSettingsFault(told: Told, access: GeminiAccess): SokoError | undefined {
  const { status, message, reasons } = told;
  if (status >= 500) return undefined;
  const fault = (what: string, remedy: string) => notUsable(`${what}: ${quoteOf(told, access)}`, remedy);
  if (status >= 300 && status < 400) return fault('Gemini’s address answers with a redirect', REMEDIES.baseUrl);
  if (/\b(?:user )?location\b.*not supported|unsupported (?:country|region|location)/i.test(message) || status === 451)
    return fault('Gemini is not offered here', REMEDIES.location);
  if (told.name === 'FAILED_PRECONDITION' || status === 402 || (status === 403 && /billing/i.test(reasons + message)))
    return fault('Gemini refuses the project of this key', REMEDIES.billing);
  if (/SERVICE_DISABLED/.test(reasons) || (status === 403 && /has not been used|is disabled/i.test(message)))
    return fault('Gemini is not enabled', REMEDIES.enableApi);
  if (/_BLOCKED/.test(reasons)) return fault('Gemini refuses this key from here', REMEDIES.restriction);
  if (status === 403 && /leaked|suspended/i.test(message)) return fault('Gemini refuses this key', REMEDIES.newKey);
  if (status === 401 || status === 403 || status === 407 || /API_KEY/.test(reasons) || /\bAPI key\b/i.test(message))
    return fault('Gemini refuses this key', REMEDIES.key);
  if (status === 404 || status === 405 || status === 410 || (status === 400 && UNABLE_MODEL.test(message)))
    return fault(
      `Gemini has no ${access.model} that can review`,
      `Look at GEMINI_MODEL (${insteadOf(access.model)} can) and GEMINI_BASE_URL.`,
    );
  return undefined;
}

/** Of a model that takes no pictures, no schema or no instructions; or of an API that does not know what we send. */
const UNABLE_MODEL =
  /\b(?:not (?:enabled|supported|available) for|unexpected model name|Unknown name|does not support)\b/i;

function asPassing(told: Told, access: GeminiAccess): SokoError | undefined {
  const passes = told.inside200 || told.status >= 500 || [408, 409, 425, 499].includes(told.status);
  return passes ? reviewerUnavailable(withoutStop(quoteOf(told, access)), told.waitMs) : undefined;
}

/** About what was sent, which may be the product or how it is asked about. */
function aboutTheProduct(told: Told, access: GeminiAccess): SokoError {
  const why = refusal(`the request was not accepted: ${quoteOf(told, access)}`);
  return ABOUT_CONTENT.test(told.message) ? new SokoError(why) : new UnclearRefusal(why);
}
const ABOUT_CONTENT = /\b(?:image|picture|media|mime ?type|inline|payload|tokens?|contents?|text|safety|prohibited)\b/i;

/** Said of a model for embeddings, pictures or speech. */
export const generatesNothing = ({ model }: GeminiAccess): SokoError =>
  notUsable(`Gemini's ${model} writes no answers.`, `Set GEMINI_MODEL to one that does, e.g. ${insteadOf(model)}.`);

/** What every product is refused for. */
export const refusesAll = ({ message }: SokoError, { model }: GeminiAccess): SokoError =>
  notUsable(
    `Gemini refuses any product. ${message}`,
    `Look at GEMINI_MODEL (${insteadOf(model)} can review), the key and its project.`,
  );

const withoutStop = (text: string): string => text.replace(/\.$/, '');

/** The service's own words, and their number. */
function quoteOf({ status, name, message }: Told, access: GeminiAccess): string {
  const which = name === '' ? `HTTP ${status}` : `${status} ${name}`;
  const said = quoted(message, access);
  return said === '' ? `${which}.` : `“${withoutStop(said)}” (${which}).`;
}

/** Without the key before it is cut: half a key is found by nobody. */
function quoted(text: string, { apiKey }: GeminiAccess): string {
  const line = withoutSecret(text, apiKey)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE).toWellFormed()}…`;
}
