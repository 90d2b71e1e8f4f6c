import { NonRetriableError, RetryAfterError } from 'inngest';
import { describe, expect, test } from 'vitest';
import { AGAIN, SokoError } from '@/lib/platform/errors';
import { queueAway } from './client';
import { toInngestError, withInngestErrors } from './errors';
import { problemOf } from './product-stage/failures';

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

test('again by the server’s own backoff, with its name: should it be the last time, it says what was away', () => {
  const away = new SokoError({ code: 'vector_store_unavailable', message: 'Milvus did not answer.', retry: AGAIN });
  expect(problemOf(toInngestError(away))).toEqual({ code: away.code, message: away.message });
  expect(toInngestError(away)).not.toBeInstanceOf(NonRetriableError);
});

test('what nobody threw on purpose is tried again by the server’s own backoff, and told without its words', () => {
  const unexpected = new TypeError('cannot read properties of undefined');
  expect(toInngestError(unexpected)).toBe(unexpected);
  expect(problemOf(unexpected)).toMatchObject({ code: 'unexpected' });
  expect(problemOf(unexpected).message).not.toContain('undefined');
});

describe('while the database is away', () => {
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

  test('the work is begun anew until it is back', async () => {
    let begun = 0;
    const work = async () => {
      begun += 1;
      if (begun < 4) throw away;
      return 'done';
    };
    expect(await withInngestErrors(work, { lookAgainMs: 0 })).toBe('done');
    expect(begun).toBe(4);
  });

  test('so is the queue, by its own name', async () => {
    let begun = 0;
    const work = async () => {
      begun += 1;
      if (begun < 3) throw queueAway(new TypeError('fetch failed'));
      return 'done';
    };
    expect(await withInngestErrors(work, { lookAgainMs: 0 })).toBe('done');
    const error = await withInngestErrors(() => Promise.reject(queueAway(null)), { patienceMs: 0 }).catch(problemOf);
    expect(error).toMatchObject({ code: 'queue_unavailable' });
  });

  test('not for ever', async () => {
    const work = () => Promise.reject(away);
    await expect(withInngestErrors(work, { patienceMs: 0 })).rejects.toBe(away);
  });

  test('other trouble is not waited for', async () => {
    let begun = 0;
    const work = async () => {
      begun += 1;
      throw new SokoError({ code: 'image_undecodable', message: 'm' });
    };
    await expect(withInngestErrors(work)).rejects.toBeInstanceOf(NonRetriableError);
    expect(begun).toBe(1);
  });
});
