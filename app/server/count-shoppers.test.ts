import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProductCounter } from '@/lib/insights/product-counter';
import { countShopper, countShown } from './count-shoppers';

const counted: unknown[][] = [];
vi.mock('@/app/wiring/insights', () => ({
  productCounter: (): Pick<ProductCounter, 'count'> => ({ count: (...all) => void counted.push(all) }),
}));

const PHONE_BROWSER =
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) ' +
  'Chrome/131.0.0.0 Mobile Safari/537.36';
const headers = (more: Record<string, string> = {}) =>
  new Headers({ 'user-agent': PHONE_BROWSER, 'x-soko-peer': '41.90.64.7', ...more });

beforeEach(() => void counted.splice(0));
afterEach(() => vi.clearAllMocks());

test('a shopper counts', () => {
  countShopper('views', headers(), ['1']);
  expect(counted).toEqual([['views', `41.90.64.7\n${PHONE_BROWSER}`, ['1']]]);
});

test.each([
  ['a search engine', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
  ['WhatsApp’s preview', { 'user-agent': 'WhatsApp/2.23.20.0' }],
  ['a script', { 'user-agent': 'curl/8.5.0' }],
  ['nobody’s', { 'user-agent': '' }],
  ['what Next fetches in case', { 'next-router-prefetch': '1' }],
  ['what a browser fetches in case', { 'sec-purpose': 'prefetch;prerender' }],
])('%s does not', (_, more) => {
  countShopper('searches', headers(more), ['1']);
  expect(counted).toEqual([]);
});

test('of a search, what is good', () => {
  const result = (productId: string, good: boolean) => ({ good, product: { productId } });
  countShown(headers(), [result('1', true), result('2', false), result('3', true)]);
  countShown(headers(), [result('4', false)]);
  expect(counted.map(([, , ids]) => ids)).toEqual([['1', '3']]);
});
