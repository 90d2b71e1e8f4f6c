import { expect, test } from 'vitest';
import { productHydrated } from '../events';
import { pageRunId } from '../heartbeat-sync/heartbeat-sync';
import { givenUpMove } from '../sweep-stuck-work/sweep-stuck-work';
import { redriveEvent } from '../work-requests';
import { failedData } from './failures';

const ref = (productId: string) => ({
  syncRunId: '00000000-0000-4000-8000-000000000001',
  productId,
  sellerPhone: '254712345678',
});
const failure = (ids: string[], batched: boolean) => {
  const events = ids.map((id) => ({ name: 'product/hydrated', data: ref(id) }));
  return { data: { event: events[0], ...(batched ? { events } : {}), error: {}, function_id: 'f', run_id: 'r' } };
};

test('a failed batch is about all its events, a single run about its one', () => {
  expect(failedData(failure(['1', '2'], true), productHydrated.schema).map((data) => data.productId)).toEqual([
    '1',
    '2',
  ]);
  expect(failedData(failure(['1'], false), productHydrated.schema).map((data) => data.productId)).toEqual(['1']);
});

test('an event that is not what it should be is no reason to touch anything', () => {
  expect(() => failedData({ data: { event: { data: { productId: 'x' } } } }, productHydrated.schema)).toThrow();
});

test('stuck work is sent on at the stage where it stands', () => {
  const names = (['hydrate', 'embed', 'review', 'persist'] as const).map(
    (stage) => redriveEvent({ ...ref('1'), stage }).name,
  );
  expect(names).toEqual(['product/hydrate.requested', 'product/hydrated', 'product/embedded', 'product/approved']);
});

test('what is given up fails, but an approved product stays approved', () => {
  expect(givenUpMove({ productId: '1', stage: 'embed' })).toMatchObject({
    outcome: 'failed',
    problem: { code: 'gave_up' },
  });
  expect(givenUpMove({ productId: '1', stage: 'persist' })).toMatchObject({
    outcome: 'approved',
    problem: { code: 'gave_up' },
  });
});

test('a heartbeat’s pages have run ids that are UUIDs, the same at every try, and differ', () => {
  const ids = [pageRunId('01J', 0), pageRunId('01J', 1), pageRunId('01K', 0)];
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(3);
  expect(pageRunId('01J', 0)).toBe(ids[0]);
});
