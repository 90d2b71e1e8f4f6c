import { describe, expect, test } from 'vitest';
import type { SokoError } from '@/lib/platform/errors';
import { asUnreachable, judgeGeminiAnswer } from './gemini-errors';
import type { WholeAnswer } from './guarded-fetch';

const access = { apiKey: 'the-key', model: 'gemini-test' };

interface Google {
  message?: string;
  status?: string;
  details?: unknown[];
}
const answer = (status: number, error: Google, retryAfter: string | null = null): WholeAnswer => ({
  status,
  retryAfter,
  body: JSON.stringify({ error: { code: status, ...error } }),
});
function errorOf(given: WholeAnswer): SokoError {
  try {
    judgeGeminiAnswer(given, access);
  } catch (error) {
    return error as SokoError;
  }
  throw new Error('it was taken for a good answer');
}

const reason = (name: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: name });
const retryIn = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
const quota = (...quotaIds: string[]) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: quotaIds.map((quotaId) => ({ quotaMetric: 'generate_content_free_tier_requests', quotaId })),
});
const PLAN = 'You exceeded your current quota, please check your plan and billing details.';

/** Google's own words, from its documentation and from public issues. */
describe('what a setting is to blame for is a fault, in Google’s words', () => {
  test.each<[string, number, Google, RegExp]>([
    [
      'a bad key',
      400,
      { message: 'API key not valid. Please pass a valid API key.', details: [reason('API_KEY_INVALID')] },
      /GEMINI_API_KEY/,
    ],
    [
      'an expired key',
      400,
      { message: 'API key expired. Please renew the API key.', status: 'INVALID_ARGUMENT' },
      /GEMINI_API_KEY/,
    ],
    ['a key that is not there', 400, { message: 'API Key not found. Please pass a valid API key.' }, /GEMINI_API_KEY/],
    ['no key', 403, { message: "Method doesn't allow unregistered callers." }, /GEMINI_API_KEY/],
    ['a login instead of a key', 401, { message: 'Request had invalid authentication credentials.' }, /GEMINI_API_KEY/],
    ['a leaked key', 403, { message: 'Your API key was reported as leaked. Please use another API key.' }, /new key/],
    [
      'a suspended key',
      403,
      { message: "Permission denied: Consumer 'api_key:the-key' has been suspended." },
      /new key/,
    ],
    [
      'a key for websites',
      403,
      { message: 'Requests from referer <empty> are blocked.', details: [reason('API_KEY_HTTP_REFERRER_BLOCKED')] },
      /restriction/,
    ],
    [
      'a key for other addresses',
      403,
      {
        message: 'The provided API key has an IP address restriction.',
        details: [reason('API_KEY_IP_ADDRESS_BLOCKED')],
      },
      /restriction/,
    ],
    [
      'a key for other services',
      403,
      { message: 'Requests to this API are blocked.', details: [reason('API_KEY_SERVICE_BLOCKED')] },
      /restriction/,
    ],
    [
      'an API that is not enabled',
      403,
      {
        message: 'Generative Language API has not been used in project 1 before or it is disabled.',
        details: [reason('SERVICE_DISABLED')],
      },
      /Enable the Gemini API/,
    ],
    [
      'billing',
      403,
      { message: 'This API method requires billing to be enabled.', details: [reason('BILLING_DISABLED')] },
      /billing/,
    ],
    ['an unpaid bill', 402, { message: 'Payment required.' }, /billing/],
    [
      'credits',
      429,
      { message: 'Your prepayment credits are depleted. Please go to AI Studio.', status: 'RESOURCE_EXHAUSTED' },
      /billing/,
    ],
    ['a cap', 429, { message: 'Your project has exceeded its monthly spending cap.' }, /billing/],
    [
      'the location',
      400,
      { message: 'User location is not supported for the API use.', status: 'FAILED_PRECONDITION' },
      /where Soko runs/,
    ],
    [
      'the free tier here',
      400,
      { message: 'Gemini API free tier is not available in your country.', status: 'FAILED_PRECONDITION' },
      /billing/,
    ],
    [
      'a retired model',
      404,
      { message: 'models/gemini-test is not found for API version v1beta.', status: 'NOT_FOUND' },
      /GEMINI_MODEL/,
    ],
    ['a model for old customers', 404, { message: 'This model is no longer available to new users.' }, /GEMINI_MODEL/],
    [
      'a model without pictures',
      400,
      { message: 'Image input modality is not enabled for models/gemini-test' },
      /GEMINI_MODEL/,
    ],
    [
      'a model without instructions',
      400,
      { message: 'Developer instruction is not enabled for models/gemma-3-4b-it' },
      /GEMINI_MODEL/,
    ],
    ['a model without schemas', 400, { message: 'JSON mode is not enabled for models/gemma-3-4b-it' }, /GEMINI_MODEL/],
    [
      'no free quota',
      429,
      {
        message: `${PLAN}\n* Quota exceeded for metric: x, limit: 0, model: gemini-test\nPlease retry in 45.5s.`,
        details: [retryIn('45s')],
      },
      /GEMINI_MODEL/,
    ],
  ])('%s', (_, status, google, remedy) => {
    const { message, fault, retry } = errorOf(answer(status, google));
    const words = (google.message ?? '').replace('the-key', '[secret]').split('\n')[0]?.replace(/\.$/, '');
    expect(message).toContain(words);
    expect(fault).toEqual({ service: 'reviewer', remedy: expect.stringMatching(remedy) });
    expect(retry.again).toBe(true);
  });

  test.each([301, 302, 307, 308, 403, 404, 407])('%i from somebody who is not Google', (status) => {
    expect(errorOf({ status, retryAfter: null, body: '<html>Blocked</html>' }).fault).toBeDefined();
  });

  test('an error inside an answer that says 200', () => {
    const inside = { error: { code: 403, message: 'Your API key was reported as leaked.' } };
    expect(errorOf({ status: 200, retryAfter: null, body: JSON.stringify([inside]) }).fault).toBeDefined();
  });

  test.each(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
    'an address where nobody is, or somebody else: %s',
    (code) => {
      const cause = Object.assign(new Error(`it says ${code}`), { code });
      const error = asUnreachable(new TypeError('fetch failed', { cause }), access);
      expect(error).toMatchObject({ code: 'reviewer_unavailable', message: expect.stringContaining(code) });
      expect(error.fault?.remedy).toContain('GEMINI_BASE_URL');
    },
  );
});

describe('quotas', () => {
  test.each<[string, Google]>([
    [
      'requests',
      { message: PLAN, details: [quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier'), retryIn('41s')] },
    ],
    ['tokens', { message: PLAN, details: [quota('GenerateContentInputTokensPerModelPerDay')] }],
    [
      'one of several',
      {
        message: PLAN,
        details: [quota('GenerateRequestsPerMinutePerProjectPerModel', 'GenerateRequestsPerDayPerProjectPerModel')],
      },
    ],
    ['in words', { message: "Quota exceeded for quota metric 'Requests' and limit 'Requests per day' of service" }],
  ])('a daily one pauses until Google’s midnight: %s', (_, google) => {
    const { code, fault, retry } = errorOf(answer(429, { status: 'RESOURCE_EXHAUSTED', ...google }));
    expect(code).toBe('reviewer_quota_spent');
    const resetsAt = fault?.resetsAt ?? new Date(0);
    expect([7, 8]).toContain(resetsAt.getUTCHours());
    expect(resetsAt.getTime()).toBeGreaterThan(Date.now());
    expect(retry).toMatchObject({ again: true, afterMs: expect.any(Number) });
  });

  test.each<[string, WholeAnswer]>([
    ['RetryInfo', answer(429, { message: 'Your quota will reset after 18h.', details: [retryIn('64800s')] })],
    ['Retry-After', answer(429, { message: 'quota' }, '64800')],
    ['for ever', answer(429, { message: 'quota', details: [retryIn('999999999s')] })],
  ])('what asks for hours is waited for by nobody in a queue: %s', (_, given) => {
    const { fault, retry } = errorOf(given);
    expect(fault?.resetsAt?.getTime()).toBeLessThanOrEqual(Date.now() + 24 * 3_600_000);
    expect(fault?.resetsAt?.getTime()).toBeGreaterThan(Date.now() + 17 * 3_600_000);
    expect(retry).toMatchObject({ again: true });
    expect(retry.again && retry.afterMs).toBeLessThanOrEqual(15 * 60_000);
  });

  test.each<[string, Google, string | null, number | undefined]>([
    ['RetryInfo', { details: [retryIn('17s')] }, null, 17_000],
    ['RetryInfo in fractions', { details: [retryIn('0.25s')] }, null, 250],
    ['Retry-After', {}, '9', 9_000],
    ['both', { details: [retryIn('3s')] }, '5', 5_000],
    ['neither', {}, null, undefined],
    ['nonsense', { details: [retryIn('soon'), null, 'x'] }, 'later', undefined],
    [
      'a minute’s quota',
      { message: PLAN, details: [quota('GenerateRequestsPerMinutePerProjectPerModel'), retryIn('31s')] },
      null,
      31_000,
    ],
    ['a limit that begins with 0', { message: 'Quota exceeded, limit: 0.5, limit: 05' }, null, undefined],
  ])('a short one is waited for: %s', (_, google, header, afterMs) => {
    const error = errorOf(answer(429, { message: 'quota', ...google }, header));
    expect(error).toMatchObject({ code: 'reviewer_rate_limited', fault: undefined });
    expect(error.retry).toEqual(afterMs === undefined ? { again: true } : { again: true, afterMs });
  });

  test('an outage asks for no more than a quarter of an hour, either', () => {
    expect(errorOf(answer(503, { message: 'The model is overloaded.' }, '86400')).retry).toEqual({
      again: true,
      afterMs: 15 * 60_000,
    });
  });
});

test.each([
  'Unable to process input image. Please retry or report.',
  'Request payload size exceeds the limit: 20971520 bytes.',
  'The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).',
  'Request contains an invalid argument.',
])('what is about one product’s request flags that product: %s', (message) => {
  const { code, fault, retry, message: ours } = errorOf(answer(400, { message, status: 'INVALID_ARGUMENT' }));
  expect([code, fault, retry]).toEqual(['reviewer_refused', undefined, { again: false }]);
  expect(ours).toContain(message.replace(/\.$/, ''));
});

test('a long reason is cut, after what is secret has gone', () => {
  const { message } = errorOf(answer(400, { message: `${'x'.repeat(297)}the-key and more ${'y'.repeat(500)}` }));
  expect(message.length).toBeLessThan(450);
  expect(message).not.toMatch(/xthe/);
});
