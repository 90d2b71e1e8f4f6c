import { expect, test } from 'vitest';
import { decisionsAddress, readDecisionFilters } from './decision-filters';

test('reads what an address asks for, and leaves out what cannot be understood', () => {
  const entries: [string, string][] = [
    ...Object.entries({ q: ' bag ', by: 'amina', action: 'reject', reason: 'weapon', day: '2026-11-30', cursor: 'c' }),
    ['page', '3'],
  ];
  const filters = readDecisionFilters(entries);
  expect(filters).toEqual({
    q: 'bag',
    by: 'amina',
    action: 'reject',
    reason: 'weapon',
    day: '2026-11-30',
    cursor: 'c',
  });
  expect(
    readDecisionFilters(Object.entries({ q: '', action: 'x', reason: 'y', day: '30.11.', toString: 'z' })),
  ).toEqual({});
  expect(decisionsAddress(filters)).toBe('/review/history?q=bag&by=amina&action=reject&reason=weapon&day=2026-11-30');
  expect(decisionsAddress({}, 'next')).toBe('/review/history?cursor=next');
  expect(decisionsAddress({})).toBe('/review/history');
});
