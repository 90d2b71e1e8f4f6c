/** What an API call was refused with, in words for the person who made it. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** How long to wait before asking again, when the API said so. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const OFFLINE = 'Soko could not be reached. Check your connection and try again.';
const BROKEN = 'Something went wrong on our side. Please try again.';

/** Calls our own API and reads its JSON. Errors: ApiError, with the code the API gave, `offline` or `unexpected`. */
export async function apiRequest<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init?.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', OFFLINE);
  }
  const body: unknown = await response.json().catch(() => null);
  // Our own API, typed on the other side by the same interfaces.
  if (response.ok && body !== null) return body as T;
  const error = (body as { error?: { code?: unknown; message?: unknown } } | null)?.error;
  const retryAfter = Number(response.headers.get('retry-after'));
  throw new ApiError(
    response.status,
    String(error?.code ?? 'unexpected'),
    String(error?.message ?? BROKEN),
    retryAfter > 0 ? retryAfter : null,
  );
}

export function sendJson<T>(path: string, body: unknown): Promise<T> {
  return apiRequest<T>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}
