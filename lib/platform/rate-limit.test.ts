import { describe, expect, test } from 'vitest';
import { RateLimit } from './rate-limit';

function limit() {
  let now = 0;
  const bucket = new RateLimit({ burst: 2, perMinute: 6, what: 'searches', now: () => now });
  return { bucket, pass: (ms: number) => (now += ms) };
}

describe('RateLimit', () => {
  test('lets a burst through, then says how long to wait', () => {
    const { bucket } = limit();
    bucket.take('a');
    bucket.take('a');
    expect(() => bucket.take('a')).toThrowError(
      expect.objectContaining({ code: 'too_many_requests', status: 429, retry: { again: true, afterMs: 10_000 } }),
    );
  });

  test('gives back with time, not more than the burst', () => {
    const { bucket, pass } = limit();
    bucket.take('a');
    bucket.take('a');
    pass(10_000);
    bucket.take('a');
    expect(() => bucket.take('a')).toThrow();
    pass(3_600_000);
    bucket.take('a');
    bucket.take('a');
    expect(() => bucket.take('a')).toThrow();
  });

  test('does not punish for being refused', () => {
    const { bucket, pass } = limit();
    bucket.take('a');
    bucket.take('a');
    for (let i = 0; i < 50; i++) expect(() => bucket.take('a')).toThrow();
    pass(10_000);
    expect(() => bucket.take('a')).not.toThrow();
  });

  test('takes what costs more whole or not at all, and tells a long wait in minutes', () => {
    const bucket = new RateLimit({ burst: 60, perMinute: 1, what: 'catalogues', now: () => 0 });
    bucket.take('a', 50);
    expect(() => bucket.take('a', 20)).toThrowError(
      expect.objectContaining({
        message: 'Too many catalogues from your network. Please wait 10 minutes and try again.',
        retry: { again: true, afterMs: 600_000 },
      }),
    );
    expect(() => bucket.take('a', 10)).not.toThrow();
    expect(() => bucket.take('a', 0)).not.toThrow();
  });

  test('gives back what was taken in vain', () => {
    const { bucket } = limit();
    bucket.take('a', 2);
    bucket.giveBack('a', 2);
    expect(() => bucket.take('a', 2)).not.toThrow();
  });

  test('counts every client for itself', () => {
    const { bucket } = limit();
    bucket.take('a');
    bucket.take('a');
    expect(() => bucket.take('b')).not.toThrow();
  });
});

describe('a flood of clients', () => {
  test('does not make who has been stopped unknown again', () => {
    const { bucket } = limit();
    for (const stopped of ['a', 'b', 'c']) {
      bucket.take(stopped);
      bucket.take(stopped);
    }
    for (let i = 0; i < 50_000; i++) bucket.take(`newcomer ${i}`);
    for (const stopped of ['a', 'b', 'c']) expect(() => bucket.take(stopped)).toThrow();
  });

  test('is not remembered as a whole', () => {
    const { bucket } = limit();
    for (let i = 0; i < 50_000; i++) bucket.take(`newcomer ${i}`);
    const remembered = Array.from({ length: 50_000 }, (_, i) => bucket.left(`newcomer ${i}`)).filter(
      (left) => left < 2,
    );
    expect(remembered.length).toBeLessThanOrEqual(10_000);
  });

  test('pushes out who has been stopped when there is nobody else, and goes on', () => {
    const { bucket } = limit();
    for (let i = 0; i < 15_000; i++) for (let n = 0; n < 2; n++) bucket.take(`client ${i}`);
    expect(() => bucket.take('client 14999')).toThrow();
  });
});

test('gives back what was taken, not more than the burst', () => {
  const { bucket } = limit();
  bucket.take('a');
  bucket.take('a');
  bucket.giveBack('a');
  expect(bucket.left('a')).toBe(1);
  for (let i = 0; i < 9; i++) bucket.giveBack('a');
  expect([bucket.left('a'), bucket.left('b')]).toEqual([2, 2]);
});
