import { describe, expect, test, vi } from 'vitest';
import { ApiError } from '@/components/api/api-request';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { DecisionOutbox, type OutboxAnswer, type OutboxEntry, readEntries } from './decision-outbox';

const item = (productId: string) => ({ productId, version: 3, title: `Bag ${productId}` }) as QueuedProduct;
const decision = (productId: string): OutboxEntry => ({
  ...{ key: `key-${productId}`, kind: 'decide', item: item(productId) },
  verdict: { decision: 'approved', problems: [], note: null },
});
const answer = { productId: '1', decision: 'approved', version: 4 } as OutboxAnswer;
const offline = new ApiError(0, 'offline', 'No connection.');

function outbox(storage = new Map<string, string>()) {
  const send = vi.fn<(entry: OutboxEntry) => Promise<OutboxAnswer>>(async () => answer);
  const events = { onAnswered: vi.fn(), onRefused: vi.fn(), onChange: vi.fn() };
  const box = new DecisionOutbox({
    ...{ name: 'decisions', send, alone: (work) => work(), ...events },
    storage: {
      getItem: (name) => storage.get(name) ?? null,
      setItem: (name, text) => void storage.set(name, text),
      removeItem: (name) => void storage.delete(name),
    },
  });
  return { box, send, storage, ...events };
}
const sent = (send: { mock: { calls: [OutboxEntry][] } }) => send.mock.calls.map(([{ key }]) => key);

describe('decisions on their way', () => {
  test('are sent in order, one after the other, and forgotten once they are answered', async () => {
    const { box, send, storage, onAnswered } = outbox();
    for (const id of ['1', '2', '3']) box.add(decision(id));
    await box.flush();
    expect(sent(send)).toEqual(['key-1', 'key-2', 'key-3']);
    expect([onAnswered.mock.calls.length, storage.size, box.blocked]).toEqual([3, 0, null]);
  });

  test('wait on the device without a connection, and go out with their keys after the page was closed', async () => {
    const first = outbox();
    first.send.mockRejectedValue(offline);
    first.box.add(decision('1'));
    first.box.add(decision('2'));
    await first.box.flush();
    expect([first.box.blocked, first.box.entries.length, first.onRefused.mock.calls.length]).toEqual(['offline', 2, 0]);
    const later = outbox(first.storage);
    await later.box.flush();
    expect(sent(later.send)).toEqual(['key-1', 'key-2']);
    expect(later.box.entries).toEqual([]);
  });

  test('wait for who has to sign in again', async () => {
    const { box, send, onRefused } = outbox();
    send.mockRejectedValueOnce(new ApiError(401, 'sign_in_required', 'Sign in.'));
    box.add(decision('1'));
    await box.flush();
    expect([box.blocked, box.entries.length]).toEqual(['sign_in', 1]);
    await box.flush();
    expect([box.blocked, box.entries.length, onRefused.mock.calls.length]).toEqual([null, 0, 0]);
  });

  test('that meet a conflict are told, and the others go on', async () => {
    const { box, send, onRefused, onAnswered } = outbox();
    send.mockRejectedValueOnce(new ApiError(409, 'review_conflict', 'Joe has already approved this product.'));
    box.add(decision('1'));
    box.add(decision('2'));
    await box.flush();
    expect(onRefused).toHaveBeenCalledWith(decision('1'), {
      code: 'review_conflict',
      message: 'Joe has already approved this product.',
    });
    expect([onAnswered.mock.calls.length, box.entries.length]).toEqual([1, 0]);
  });

  test('are not sent for ever where it goes wrong each time', async () => {
    const { box, send, onRefused } = outbox();
    send.mockRejectedValue(new ApiError(500, 'unexpected', 'Our side.'));
    box.add(decision('1'));
    for (let round = 0; round < 5; round++) await box.flush();
    expect([send.mock.calls.length, onRefused.mock.calls.length, box.entries.length]).toEqual([5, 1, 0]);
  });

  test('can be withdrawn before they are sent, not after', async () => {
    const { box, send } = outbox();
    let arrive: (answer: OutboxAnswer) => void = () => {};
    send.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
    box.add(decision('1'));
    box.add(decision('2'));
    expect([box.withdraw('key-1'), box.withdraw('key-2')]).toEqual([false, true]);
    arrive(answer);
    await box.flush();
    expect(sent(send)).toEqual(['key-1']);
  });
});

test.each(['', '{', '7', '[{}]', '[{"key":"k","kind":"decide","item":{"productId":1}}]'])(
  'what the device holds and is no decision is as if it were not there: %s',
  (text) => expect(readEntries(text)).toEqual([]),
);
