import { beforeEach, describe, expect, test, vi } from 'vitest';
import { SokoError } from '@/lib/platform/errors';
import { apiRoute } from './api-route';

const logged = vi.hoisted(() => [] as unknown[]);
vi.mock('@/app/wiring/process', () => ({ logger: () => ({ error: (what: unknown) => logged.push(what) }) }));
beforeEach(() => {
  logged.length = 0;
});

const asked = (signal?: AbortSignal) =>
  new Request('http://soko.test/api/products/5826448410763231/views', signal ? { signal } : {});
const failing = (error: unknown) => apiRoute(() => Promise.reject(error));

describe('what a route throws', () => {
  test('is logged when it is a fault of ours', async () => {
    expect((await failing(new Error('broken'))(asked(), undefined)).status).toBe(500);
    expect(logged).toMatchObject([{ path: '/api/products/ID/views' }]);
  });

  test('is no fault when its client has hung up', async () => {
    const left = AbortSignal.abort(new Error('gone home'));
    expect((await failing(new Error('whatever follows from that'))(asked(left), undefined)).status).toBe(499);
    expect(logged).toEqual([]);
  });

  test('is no fault when everybody is told to come back', async () => {
    const busy = new SokoError({
      code: 'too_busy',
      message: 'Come back.',
      status: 503,
      retry: { again: true, afterMs: 2_000 },
    });
    const answer = await failing(busy)(asked(), undefined);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(logged).toEqual([]);
  });
});
