import type { Server } from 'node:http';
import { ZodError, z } from 'zod';
import { asDatabaseUnavailable } from './db-errors';
import { SokoError } from './errors';

export interface HttpError {
  status: number;
  headers: Record<string, string>;
  body: { error: { code: string; message: string } };
}

const UNEXPECTED = 'Something went wrong on our side. Please try again in a moment.';

/** Any error as an API answers it. What nobody threw on purpose is told without its message: it may name internals. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof ZodError) return answer(422, 'invalid_input', z.prettifyError(error));
  const known = error instanceof SokoError ? error : asDatabaseUnavailable(error);
  if (known === undefined) return answer(500, 'unexpected', UNEXPECTED);
  const afterMs = known.retry.again ? known.retry.afterMs : undefined;
  const headers = afterMs === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(afterMs / 1000))) };
  return { ...answer(known.status, known.code, known.message), headers };
}

/** The same as a web `Response`. `onUnexpected` is told of errors nobody threw on purpose, to be logged. */
export function errorResponse(error: unknown, onUnexpected?: (error: unknown) => void): Response {
  const { status, headers, body } = toHttpError(error);
  if (status >= 500) onUnexpected?.(error);
  return Response.json(body, { status, headers });
}

function answer(status: number, code: string, message: string): HttpError {
  return { status, headers: {}, body: { error: { code, message } } };
}

/** Tells a CONNECT 400. Without a listener Node cuts its connection without a word, and Next keeps it open for ever. */
export function refuseTunnels(server: Server): void {
  server.on('connect', (_request, socket) => {
    socket.on('error', () => {});
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
