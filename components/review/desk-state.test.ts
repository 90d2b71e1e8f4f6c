import { describe, expect, test } from 'vitest';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { initialDesk, reduceDesk } from './desk-state';

const product = (productId: string, version = 0) =>
  ({ productId, version, title: `Product ${productId}` }) as QueuedProduct;
const desk = (...ids: string[]) => initialDesk({ items: ids.map((id) => product(id)), total: ids.length + 5 });
const idsOf = (state: ReturnType<typeof desk>) => state.items.map(({ productId }) => productId);

describe('the review desk', () => {
  test('goes on to the next product at once, and back to the last one at the end', () => {
    let state = reduceDesk(desk('1', '2', '3'), { type: 'deciding', item: product('1') });
    expect(idsOf(state)).toEqual(['2', '3']);
    expect([state.index, state.total]).toEqual([0, 7]);
    state = reduceDesk({ ...state, index: 1 }, { type: 'deciding', item: product('3') });
    expect(state.index).toBe(0);
  });

  test('brings a product back when the server could not take the decision', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    state = reduceDesk(state, { type: 'refused', item: product('1'), gone: false, message: 'offline' });
    expect(idsOf(state)).toEqual(['1', '2']);
    expect([state.total, state.message]).toEqual([7, { tone: 'bad', text: 'offline' }]);
  });

  test('does not bring it back when somebody else decided', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    state = reduceDesk(state, {
      type: 'refused',
      item: product('1'),
      gone: true,
      message: 'Amina has already approved it.',
    });
    expect(idsOf(state)).toEqual(['2']);
    expect(state.message?.tone).toBe('warn');
  });

  test('puts an undone product first, with its new version', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    state = reduceDesk(state, { type: 'decided', item: product('1'), decision: 'approved', version: 4 });
    expect(state.last?.version).toBe(4);
    state = reduceDesk(state, { type: 'put-back', item: product('1', 5) });
    expect([idsOf(state), state.items[0]?.version, state.last]).toEqual([['1', '2'], 5, null]);
  });

  test('takes no refill that was on its way while a decision was made', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    const queue = { items: ['1', '2', '3'].map((id) => product(id)), total: 3 };
    state = reduceDesk(state, { type: 'refilled', queue });
    expect(idsOf(state)).toEqual(['2', '3']);
    expect(state.total).toBe(2);
  });

  test('drops what others decided meanwhile', () => {
    const state = reduceDesk(
      { ...desk('1', '2', '3'), index: 2 },
      { type: 'refilled', queue: { items: [product('2')], total: 1 } },
    );
    expect([idsOf(state), state.index]).toEqual([['2'], 0]);
  });
});
