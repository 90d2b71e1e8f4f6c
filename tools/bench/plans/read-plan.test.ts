import { expect, test } from 'vitest';
import { type Bounds, faultOf, readPlan } from './read-plan';

const BOUNDS: Bounds = { big: new Set(['products']), removed: 5_000, read: 20_000, perReturned: 50, entries: 100_000 };

const planned = (plan: object) => readPlan(JSON.stringify({ 'Query Text': 'SELECT 1', Plan: plan }));
const scan = (given: object) => ({
  'Node Type': 'Index Scan',
  'Relation Name': 'products',
  'Index Name': 'products_newest_idx',
  'Actual Rows': 30,
  'Actual Loops': 1,
  ...given,
});
const above = (...plans: object[]) => ({ 'Node Type': 'Limit', 'Actual Rows': 30, 'Actual Loops': 1, Plans: plans });

test('what a node reads is what it gives and what it throws away, in all its loops', () => {
  const { returned, reads, text } = planned(
    above(scan({ 'Actual Loops': 20, 'Rows Removed by Filter': 3, 'Rows Removed by Index Recheck': 0.5 })),
  );
  expect(text).toBe('SELECT 1');
  expect(returned).toBe(30);
  expect(reads).toEqual([
    { node: 'Index Scan products_newest_idx', table: 'products', isWithoutIndex: false, read: 670, removed: 70 },
  ]);
});

test('nodes far down count, the most rows first', () => {
  const bitmap = { 'Node Type': 'Bitmap Index Scan', 'Index Name': 'of_words', 'Actual Rows': 900, 'Actual Loops': 1 };
  const { reads } = planned(above(above(scan({}), above(bitmap))));
  expect(reads.map(({ node, table, read }) => [node, table, read])).toEqual([
    ['Bitmap Index Scan of_words', null, 900],
    ['Index Scan products_newest_idx', 'products', 30],
  ]);
});

test('a write returns what it was given', () => {
  const write = { 'Node Type': 'ModifyTable', 'Relation Name': 'products', 'Actual Rows': 0, 'Actual Loops': 1 };
  const plan = planned({ ...write, Plans: [scan({ 'Actual Rows': 30_000 })] });
  expect(plan.returned).toBe(30_000);
  expect(faultOf(plan, BOUNDS)).toBeNull();
});

test('what is never run has read nothing', () => {
  const plan = planned(above(scan({ 'Node Type': 'Seq Scan', 'Index Name': undefined, 'Actual Loops': 0 })));
  expect(plan.reads[0]?.read).toBe(0);
});

test.each<[string, object, string | null]>([
  ['a page', scan({}), null],
  [
    'a whole table',
    scan({ 'Node Type': 'Seq Scan', 'Index Name': undefined, 'Actual Rows': 5_001 }),
    'Seq Scan products reads 5001 rows without an index',
  ],
  ['the first rows of a table', scan({ 'Node Type': 'Seq Scan', 'Actual Rows': 5_000 }), null],
  ['a small table whole', scan({ 'Node Type': 'Seq Scan', 'Relation Name': 'users', 'Actual Rows': 20_001 }), null],
  [
    'many rows for nothing',
    scan({ 'Rows Removed by Filter': 5_001 }),
    'Index Scan products_newest_idx throws 5001 of 5031 rows away',
  ],
  ['as many of a small table', scan({ 'Relation Name': 'users', 'Rows Removed by Filter': 5_001 }), null],
  ['a few rows for nothing', scan({ 'Rows Removed by Filter': 5_000 }), null],
  ['many rows for few', scan({ 'Actual Rows': 20_001 }), 'Index Scan products_newest_idx reads 20001 rows for 30'],
  [
    'the bitmap of a large part of an index',
    scan({ 'Node Type': 'Bitmap Index Scan', 'Relation Name': undefined, 'Actual Rows': 100_001 }),
    'Bitmap Index Scan products_newest_idx reads 100001 rows for 30',
  ],
  [
    'the bitmap of a part of an index',
    scan({ 'Node Type': 'Bitmap Index Scan', 'Relation Name': undefined, 'Actual Rows': 100_000 }),
    null,
  ],
  ['many, but not too many', scan({ 'Actual Rows': 20_000 }), null],
])('%s', (_, node, fault) => {
  expect(faultOf(planned(above(node)), BOUNDS)).toBe(fault);
});

test('many rows for many are right', () => {
  const plan = planned({ ...scan({ 'Actual Rows': 40_000 }), Plans: [] });
  expect(faultOf(plan, BOUNDS)).toBeNull();
});

test('what is no plan is refused', () => {
  expect(() => readPlan('{"Plan": {}}')).toThrow();
});
