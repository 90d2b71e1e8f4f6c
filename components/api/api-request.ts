import type { Answer, AnswerName } from './answers';

const PASSING = new Set([429, 500, 502, 503, 504]);

/** What an API call was refused with, in words for the person who made it. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** How long to wait before asking again, when the API said so. */
  readonly retryAfterSeconds: number | null;
  /** All that the API said, for those who can read more in it. */
  readonly body: unknown;

  constructor(
    status: number,
    code: string,
    message: string,
    retryAfterSeconds: number | null = null,
    body: unknown = null,
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.body = body;
  }

  /** Something of ours that passes by itself, as far as the status says. */
  get isPassing(): boolean {
    return PASSING.has(this.status);
  }
}

const OFFLINE = 'Soko could not be reached. Check your connection and try again.';
const BROKEN = 'Something went wrong on our side. Please try again.';

/** Calls our own API and reads its answer. Errors: ApiError, with the code the API gave, `offline` or `unexpected`. */
export async function apiRequest<Name extends AnswerName>(
  expected: Name,
  path: string,
  init?: RequestInit,
): Promise<Answer<Name>> {
  const [response, { readAnswer, readRefusal }] = await reached(
    Promise.all([
      fetch(path, { ...init, headers: { accept: 'application/json', ...init?.headers } }),
      import('./answers'),
    ]),
  );
  const body: unknown = await response.json().catch(() => null);
  const answer = response.ok ? readAnswer(expected, body) : null;
  if (answer !== null) return answer;
  throw refusal(response, readRefusal(body), body);
}

/** Something of ours that is no JSON, in memory, with what its headers say of it. Errors: as above. */
export async function apiFile(path: string, init?: RequestInit): Promise<{ file: Blob; headers: Headers }> {
  const response = await reached(fetch(path, init));
  if (response.ok) return { file: await reached(response.blob()), headers: response.headers };
  const { readRefusal } = await reached(import('./answers'));
  const body: unknown = await response.json().catch(() => null);
  throw refusal(response, readRefusal(body), body);
}

const reached = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', OFFLINE);
  });

function refusal({ status, headers }: Response, said: { code: string; message: string } | null, body: unknown) {
  const { code, message } = said ?? { code: 'unexpected', message: BROKEN };
  const retryAfter = Number(headers.get('retry-after'));
  return new ApiError(status, code, message, retryAfter > 0 ? retryAfter : null, body);
}

export function sendJson<Name extends AnswerName>(expected: Name, path: string, body: unknown): Promise<Answer<Name>> {
  return apiRequest(expected, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}
