import { NonRetriableError, RetryAfterError } from 'inngest';
import { expect, test } from 'vitest';
import { SokoError } from '@/lib/platform/errors';
import { toInngestError } from './errors';
import { problemOf } from './functions/failed-items';

test('never again', () => {
  const error = toInngestError(new SokoError({ code: 'image_undecodable', message: 'The picture is damaged.' }));
  expect(error).toBeInstanceOf(NonRetriableError);
  expect(problemOf(error)).toEqual({ code: 'image_undecodable', message: 'The picture is damaged.' });
});

test('again at a time: never before it', () => {
  const before = Date.now();
  const error = toInngestError(new SokoError({ code: 'x_y', message: 'm', retry: { again: true, afterMs: 3000 } }));
  expect(error).toBeInstanceOf(RetryAfterError);
  if (!(error instanceof RetryAfterError)) throw new Error('unreachable');
  expect(Date.parse(error.retryAfter)).toBeGreaterThanOrEqual(before + 3000);
});

test('what nobody threw on purpose is tried again by the server’s own backoff, and told without its words', () => {
  const unexpected = new TypeError('cannot read properties of undefined');
  expect(toInngestError(unexpected)).toBe(unexpected);
  expect(problemOf(unexpected)).toMatchObject({ code: 'unexpected' });
  expect(problemOf(unexpected).message).not.toContain('undefined');
});
