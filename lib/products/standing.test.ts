import { expect, test } from 'vitest';
import { MESSAGES } from '@/messages/messages';
import { CAUSES, causeOf, SELLERS_CODES, STANDINGS } from './standing.schema';

test.each([
  ['no_picture', 'no_picture'],
  ['image_truncated', 'broken_picture'],
  ['product_of_another_seller', 'another_seller'],
  ['http_503', 'whatsapp'],
  ['timeout', 'whatsapp'],
  ['gave_up', 'ours'],
  ['object_store_unavailable', 'ours'],
  ['what nobody has foreseen', 'ours'],
])('%s is about %s', (code, cause) => {
  expect(causeOf(code)).toBe(cause);
});

test('only what the seller can mend waits for them', () => {
  expect(SELLERS_CODES).toContain('no_picture');
  expect(SELLERS_CODES).toContain('product_of_another_seller');
  expect(SELLERS_CODES).not.toContain('timeout');
});

test.each(['en', 'sw'] as const)('every standing and cause has its words in %s', (language) => {
  const { sell } = MESSAGES[language];
  expect(Object.keys(sell.standings).sort()).toEqual([...STANDINGS].sort());
  expect(Object.keys(sell.causes).sort()).toEqual([...CAUSES].sort());
});
