import { expect, test } from 'vitest';
import { currentRequestId, forRequest, requestIdHeaders, requestIdOf } from './request-id';

const MADE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test.each(['e0f7a2f4-1111-4222-8333-123456789012', 'a3f0c1d2e4b5968778695a4b3c2d1e0f', 'req_01J9.Zk-7'])(
  '%s is taken',
  (id) => expect(requestIdOf(id)).toBe(id),
);

test.each([
  ['nothing', undefined],
  ['several', ['e0f7a2f4', 'e0f7a2f5']],
  ['what is too short', 'a'],
  ['what is too long', 'a'.repeat(65)],
  ['a line of its own', 'abcdefgh\nforged'],
  ['a blank', 'abc defgh'],
  ['a phone', '254712345678'],
  ['a phone as people write it', '0712345678'],
  ['a phone with something around it', 'req-254712345678'],
])('%s is replaced', (_what, given) => expect(requestIdOf(given)).toMatch(MADE));

test('what a request does knows its id, across what it waits for', async () => {
  const seen = await Promise.all(
    ['first-id', 'second-id'].map((id) =>
      forRequest(id, async () => {
        await new Promise((later) => setTimeout(later, 5));
        return [currentRequestId(), requestIdHeaders()];
      }),
    ),
  );
  expect(seen).toEqual([
    ['first-id', { 'x-request-id': 'first-id' }],
    ['second-id', { 'x-request-id': 'second-id' }],
  ]);
  expect(requestIdHeaders()).toEqual({});
});
