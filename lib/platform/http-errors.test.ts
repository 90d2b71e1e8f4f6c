import { expect, test } from 'vitest';
import { z } from 'zod';
import { asDatabaseUnavailable } from './db-errors';
import { SokoError } from './errors';
import { errorResponse, toHttpError } from './http-errors';

test('an error thrown on purpose keeps its code, message and status', () => {
  const error = new SokoError({ code: 'no_link', message: 'Paste a catalogue link.', status: 422 });
  expect(toHttpError(error)).toEqual({
    status: 422,
    headers: {},
    body: { error: { code: 'no_link', message: 'Paste a catalogue link.' } },
  });
});

test('when to come back is told in whole seconds', () => {
  const error = new SokoError({ code: 'busy', message: 'Busy.', status: 429, retry: { again: true, afterMs: 1200 } });
  expect(toHttpError(error).headers).toEqual({ 'retry-after': '2' });
});

test('input that does not fit its schema is the caller’s to mend', () => {
  const { error } = z.object({ limit: z.number() }).safeParse({ limit: 'ten' });
  expect(toHttpError(error)).toMatchObject({ status: 422, body: { error: { code: 'invalid_input' } } });
  expect(toHttpError(error).body.error.message).toContain('limit');
});

test('what nobody threw on purpose is answered without its message, and told to whoever logs', async () => {
  const told: unknown[] = [];
  const error = new Error('password=hunter2');
  const response = errorResponse(error, (unexpected) => told.push(unexpected));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('hunter2');
  expect(told).toEqual([error]);
});

test.each([
  [
    'a refused connection',
    Object.assign(new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]), {}),
  ],
  ['a restarting PostgreSQL', Object.assign(new Error('terminating connection'), { code: '57P01' })],
  ['an exhausted pool', new Error('timeout exceeded when trying to connect')],
  ['a lost connection', new Error('Connection terminated unexpectedly')],
  ['Prisma not reaching it', Object.assign(new Error("Can't reach database server"), { code: 'P1001' })],
  ['a wrapped driver error', new Error('query failed', { cause: { kind: 'ConnectionClosed' } })],
  ['a deadlock', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
])('%s is a 503 to be tried again', (_what, error) => {
  expect(toHttpError(error)).toMatchObject({ status: 503, body: { error: { code: 'database_unavailable' } } });
});

const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

test.each([
  ['a unique violation', Object.assign(new Error('duplicate key'), { code: '23505' })],
  ['another server that refuses, asked over HTTP', new TypeError('fetch failed', { cause: refused() })],
  ['an error of ours about another server', new SokoError({ code: 'x_y', message: 'Gone.', cause: refused() })],
  [
    'the same, wrapped',
    new Error('step failed', { cause: new SokoError({ code: 'x_y', message: 'm', cause: refused() }) }),
  ],
  ['Prisma’s unique violation', Object.assign(new Error('Unique constraint'), { code: 'P2002' })],
])('%s is not', (_what, error) => {
  expect(toHttpError(error).status).toBe(500);
  expect(asDatabaseUnavailable(error)).toBeUndefined();
});
