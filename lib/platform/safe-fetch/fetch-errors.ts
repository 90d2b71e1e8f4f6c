import { AGAIN, NEVER, SokoError } from '@/lib/platform/errors';

export const timedOut = (host: string, ms: number): SokoError =>
  new SokoError({
    code: 'timeout',
    message: `${host} did not answer within ${ms / 1000} s.`,
    retry: AGAIN,
    status: 504,
  });

export const aborted = (cause: unknown): SokoError =>
  new SokoError({ code: 'aborted', message: 'The fetch was stopped before it ended.', retry: AGAIN, cause });

export const tooLarge = (host: string, maxBytes: number): SokoError =>
  new SokoError({
    code: 'response_too_large',
    message: `${host} sent more than ${Math.round(maxBytes / 1024)} KiB.`,
    retry: NEVER,
    status: 502,
  });

export const tooManyRedirects = (host: string, max: number): SokoError =>
  new SokoError({ code: 'too_many_redirects', message: `${host} redirected more than ${max} times.`, status: 502 });

export const unexpectedContentType = (host: string, type: string): SokoError =>
  new SokoError({
    code: 'unexpected_content_type',
    message: `${host} sent ${type}, which is not what was asked for.`,
    status: 502,
  });

export const badEncoding = (host: string, cause?: unknown): SokoError =>
  new SokoError({
    code: 'bad_encoding',
    message: `${host} sent a body that cannot be unpacked.`,
    retry: AGAIN,
    status: 502,
    cause,
  });

const TIMEOUTS = /^(?:UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/;

/** What undici, the socket or zlib threw, as a SokoError. */
export function asFetchError(error: unknown, host: string, timeoutMs: number): SokoError {
  if (error instanceof SokoError) return error;
  // With several addresses Node reports an AggregateError; its first failure says what happened.
  if (error instanceof AggregateError && error.errors.length > 0) return asFetchError(error.errors[0], host, timeoutMs);
  const code = codeOf(error);
  if (TIMEOUTS.test(code)) return timedOut(host, timeoutMs);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return tooLarge(host, 16 * 1024);
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR'))
    return badEncoding(host, error);
  return new SokoError({
    code: 'connection_failed',
    message: `The connection to ${host} failed${code === '' ? '' : ` (${code})`}.`,
    retry: AGAIN,
    status: 502,
    cause: error,
  });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
