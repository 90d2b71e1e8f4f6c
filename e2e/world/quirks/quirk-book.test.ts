import { expect, test } from 'vitest';
import { QuirkBook } from './quirk-book';
import { type QuirkInput, quirkRuleSchema } from './surfaces';

function bookOf(...rules: QuirkInput[]): QuirkBook {
  const book = new QuirkBook();
  for (const rule of rules) book.add(quirkRuleSchema.parse(rule));
  return book;
}

const status = (status: number) => ({ kind: 'status' as const, status });

test('a product’s own quirk wins over its seller’s, that one over the global one', () => {
  const book = bookOf(
    { on: 'page', quirk: status(501), product: 'a' },
    { on: 'page', quirk: status(502), seller: 's' },
    { on: 'page', quirk: status(503) },
  );
  expect(book.take('page', { product: 'a', seller: 's' }).takeover).toMatchObject({ status: 501 });
  expect(book.take('page', { product: 'b', seller: 's' }).takeover).toMatchObject({ status: 502 });
  expect(book.take('page', { product: 'b', seller: 't' }).takeover).toMatchObject({ status: 503 });
  expect(book.take('image', { product: 'a', seller: 's' }).takeover).toBeUndefined();
});

test('a counted quirk is used up by the requests it struck, not by those another one took', () => {
  const book = bookOf(
    { on: 'page', quirk: status(500), times: 1 },
    { on: 'page', quirk: status(429), product: 'a', times: 2 },
  );
  const seen = [1, 2, 3, 4].map(() => book.take('page', { product: 'a' }).takeover);
  expect(seen.map((quirk) => (quirk?.kind === 'status' ? quirk.status : undefined))).toEqual([
    429,
    429,
    500,
    undefined,
  ]);
  expect(book.list()).toEqual([]);
});

test('skip lets the first requests through', () => {
  const book = bookOf({ on: 'image', quirk: { kind: 'bomb' }, skip: 2, times: 1 });
  expect([1, 2, 3, 4].map(() => book.take('image', {}).takeover?.kind)).toEqual([
    undefined,
    undefined,
    'bomb',
    undefined,
  ]);
});

test('features add up beside one takeover', () => {
  const book = bookOf(
    { on: 'page', quirk: { kind: 'no-image' } },
    { on: 'page', quirk: { kind: 'encoding', as: 'br' }, product: 'a' },
    { on: 'page', quirk: { kind: 'empty' }, times: 1 },
  );
  const taken = book.take('page', { product: 'a' });
  expect(taken.features.map(({ kind }) => kind)).toEqual(['encoding', 'no-image']);
  expect(taken.takeover?.kind).toBe('empty');
});

test('an agent pattern limits a quirk to those agents', () => {
  const book = bookOf({ on: 'page', quirk: { kind: 'login-wall' }, agent: 'chrome' });
  expect(book.take('page', { agent: 'Mozilla/5.0 Chrome/140' }).takeover?.kind).toBe('login-wall');
  expect(book.take('page', { agent: 'WhatsApp/2.24' }).takeover).toBeUndefined();
});

test('a quirk of another surface is refused', () => {
  expect(quirkRuleSchema.safeParse({ on: 'page', quirk: { kind: 'bomb' } }).success).toBe(false);
  expect(quirkRuleSchema.safeParse({ on: 'page', quirk: { kind: 'status', status: 429, surprise: 1 } }).success).toBe(
    false,
  );
});
