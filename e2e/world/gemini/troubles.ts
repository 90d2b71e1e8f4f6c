/** What Google says when a key, a project, a model or a quota is to blame, in its own words. */
const PLAN = 'You exceeded your current quota, please check your plan and billing details.';
const info = (reason: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason });
const retryIn = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
const quota = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests', quotaId }],
});

interface Trouble {
  status: number;
  error: { code: number; message: string; status: string; details?: unknown[] };
  /** Strikes whoever asks about the model as well, not only who has it generate. */
  always?: true;
}

const refusal = (code: number, status: string, message: string, ...details: unknown[]): Trouble => ({
  status: code,
  error: { code, message, status, ...(details.length > 0 && { details }) },
  ...(code !== 429 && { always: true }),
});

const DAILY = quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier');
export const TROUBLES = {
  'bad-key': refusal(
    400,
    'INVALID_ARGUMENT',
    'API key not valid. Please pass a valid API key.',
    info('API_KEY_INVALID'),
  ),
  'expired-key': refusal(
    400,
    'INVALID_ARGUMENT',
    'API key expired. Please renew the API key.',
    info('API_KEY_INVALID'),
  ),
  'leaked-key': refusal(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.'),
  'restricted-key': refusal(
    403,
    'PERMISSION_DENIED',
    'Requests from referer <empty> are blocked.',
    info('API_KEY_HTTP_REFERRER_BLOCKED'),
  ),
  'api-off': refusal(
    403,
    'PERMISSION_DENIED',
    'Generative Language API has not been used in project 1 before or it is disabled.',
    info('SERVICE_DISABLED'),
  ),
  billing: refusal(
    403,
    'PERMISSION_DENIED',
    'This API method requires billing to be enabled.',
    info('BILLING_DISABLED'),
  ),
  location: refusal(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
  'retired-model': refusal(
    404,
    'NOT_FOUND',
    'This model is no longer available. Please update your code to use a newer model.',
  ),
  'daily-quota': refusal(429, 'RESOURCE_EXHAUSTED', PLAN, DAILY, retryIn('41s')),
  'no-quota': refusal(
    429,
    'RESOURCE_EXHAUSTED',
    `${PLAN}\n* Quota exceeded for metric: requests, limit: 0`,
    retryIn('41s'),
  ),
  'long-wait': refusal(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted.', retryIn('64800s')),
  'inside-200': { status: 200, error: { code: 500, message: 'Internal error encountered.', status: 'INTERNAL' } },
} satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof TROUBLES;
export const troubleNames = Object.keys(TROUBLES) as [TroubleName, ...TroubleName[]];
export const troubleOf = (name: TroubleName): Trouble => TROUBLES[name];
