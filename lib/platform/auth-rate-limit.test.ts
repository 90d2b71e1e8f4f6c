import { describe, expect, it } from 'vitest';
import { RateLimit } from './auth-rate-limit';

function limit() {
  let now = 0;
  const bucket = new RateLimit({ burst: 2, perMinute: 6, what: 'searches', now: () => now });
  return { bucket, pass: (ms: number) => (now += ms) };
}

describe('RateLimit', () => {
  it('lets a burst through, then says how long to wait', () => {
    const { bucket } = limit();
    bucket.take('a');
    bucket.take('a');
    expect(() => bucket.take('a')).toThrowError(
      expect.objectContaining({ code: 'too_many_requests', status: 429, retry: { again: true, afterMs: 10_000 } }),
    );
  });

  it('gives back with time, not more than the burst', () => {
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

  it('does not punish for being refused', () => {
    const { bucket, pass } = limit();
    bucket.take('a');
    bucket.take('a');
    for (let i = 0; i < 50; i++) expect(() => bucket.take('a')).toThrow();
    pass(10_000);
    expect(() => bucket.take('a')).not.toThrow();
  });

  it('counts every client for itself', () => {
    const { bucket } = limit();
    bucket.take('a');
    bucket.take('a');
    expect(() => bucket.take('b')).not.toThrow();
  });
});
