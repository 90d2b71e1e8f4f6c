import { describe, expect, test } from 'vitest';
import type { ItemRef } from '@/lib/syncs/open-items';
import { nextAttempt as next, type Pending, waitsForWhatsApp } from './attempts';

const nextAttempt = (pending: Pending, trouble: Parameters<typeof next>[1], round: number) =>
  next(pending, trouble, round, waitsForWhatsApp);

const item = (productId: string): ItemRef => ({
  syncRunId: '00000000-0000-4000-8000-000000000001',
  productId,
  sellerPhone: '254712345678',
});

describe('the next attempt', () => {
  const pending = (attempts: number): Pending => ({ item: item('1'), attempts });

  test('after 1, 2 and 4 seconds, then never', () => {
    const waits = [0, 1, 2, 3].map(
      (attempts) => nextAttempt(pending(attempts), { code: 'http_500' }, attempts)?.afterMs,
    );
    expect(waits).toEqual([1000, 2000, 4000, undefined]);
  });

  test('Retry-After wins when it is longer', () => {
    expect(nextAttempt(pending(0), { code: 'http_503', afterMs: 9000 }, 0)?.afterMs).toBe(9000);
    expect(nextAttempt(pending(2), { code: 'http_503', afterMs: 100 }, 2)?.afterMs).toBe(4000);
  });

  test('too many requests gets more patience than other trouble', () => {
    expect(nextAttempt(pending(3), { code: 'http_429' }, 3)).toMatchObject({ attempts: 4, afterMs: 8000 });
    expect(nextAttempt(pending(6), { code: 'http_429' }, 6)).toBeNull();
  });

  test('a host that takes no connection gets as much: it is away for everybody, and comes back within a minute', () => {
    expect(nextAttempt(pending(5), { code: 'connection_failed' }, 5)).toMatchObject({ attempts: 6, afterMs: 30_000 });
    expect(nextAttempt(pending(6), { code: 'connection_failed' }, 6)).toBeNull();
  });

  test('waiting for the host’s pace uses up no attempt, but is not for ever', () => {
    expect(nextAttempt(pending(3), { code: 'host_paused', afterMs: 500, asked: false }, 20)).toMatchObject({
      ...{ attempts: 3, afterMs: 500 },
    });
    expect(nextAttempt(pending(0), { code: 'host_paused', afterMs: 500, asked: false }, 60)).toBeNull();
  });
});
