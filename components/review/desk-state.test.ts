import { describe, expect, test } from 'vitest';
import type { QueuedProduct, QueueNews, ReviewQueue } from '@/lib/moderation/moderation.schema';
import { type DeskState, initialDesk, reduceDesk } from './desk-state';

const product = (productId: string, version = 0, lease: QueuedProduct['lease'] = null) =>
  ({ productId, version, lease, title: `Product ${productId}` }) as QueuedProduct;
const page = (ids: string[], more: Partial<ReviewQueue> = {}): ReviewQueue => ({
  items: ids.map((id) => product(id)),
  total: ids.length,
  nextCursor: null,
  counts: {},
  ...more,
});
const desk = (...ids: string[]) => initialDesk(page(ids, { total: ids.length + 5, nextCursor: 'next' }));
const idsOf = ({ items }: DeskState) => items.map(({ productId }) => productId);
const news = (more: Partial<QueueNews>): QueueNews => ({
  ...{ left: [], changed: [], held: [], total: 9, counts: {} },
  ...more,
});
const asked = new Set(['1', '2', '3', '4']);

describe('the review desk', () => {
  test('goes on to the next product at once, and back to the last one at the end', () => {
    let state = reduceDesk(desk('1', '2', '3'), { type: 'deciding', item: product('1') });
    expect([idsOf(state), state.currentId, state.total]).toEqual([['2', '3'], '2', 7]);
    state = reduceDesk(state, { type: 'open', productId: '3' });
    state = reduceDesk(state, { type: 'deciding', item: product('3') });
    expect(state.currentId).toBe('2');
  });

  test('brings a product back when the server could not take the decision', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    const message = { tone: 'bad', text: 'offline' } as const;
    state = reduceDesk(state, { type: 'refused', item: product('1'), gone: false, message });
    expect([idsOf(state), state.currentId, state.total, state.message]).toEqual([['1', '2'], '1', 7, message]);
  });

  test('does not bring it back when somebody else decided', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    const message = { tone: 'warn', text: 'Amina has already approved it.' } as const;
    state = reduceDesk(state, { type: 'refused', item: product('1'), gone: true, message });
    expect([idsOf(state), state.message]).toEqual([['2'], message]);
  });

  test('puts an undone product first, with its new version', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    state = reduceDesk(state, { type: 'put-back', item: product('1', 5) });
    expect([idsOf(state), state.items[0]?.version, state.currentId, state.total]).toEqual([['1', '2'], 5, '1', 7]);
  });

  test('loses what was decided in bulk, and has it again when that was undone', () => {
    let state = reduceDesk(desk('1', '2', '3'), { type: 'left', productIds: ['1', '2'] });
    expect([idsOf(state), state.currentId, state.total]).toEqual([['3'], '3', 6]);
    state = reduceDesk(state, { type: 'reread', queue: page(['1', '2', '3']) });
    expect([idsOf(state), state.currentId]).toEqual([['1', '2', '3'], '3']);
  });

  test('keeps a product whose category was corrected, as it is now', () => {
    const state = reduceDesk(desk('1', '2'), { type: 'corrected', item: product('1', 3) });
    expect([idsOf(state), state.items[0]?.version, state.currentId]).toEqual([['1', '2'], 3, '1']);
  });

  test('has no end but that of the queue: a page that comes is added, without what was decided meanwhile', () => {
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('2') });
    state = reduceDesk(state, { type: 'page', queue: page(['2', '3', '4'], { total: 4, nextCursor: 'more' }) });
    expect([idsOf(state), state.nextCursor, state.currentId]).toEqual([['1', '3', '4'], 'more', '1']);
  });

  test('walks past what others look at, and stays where there is nothing further', () => {
    const held = { name: 'Amina', isMine: false };
    const queue = { ...page([]), items: [product('1', 0, held), product('2'), product('3', 0, held), product('4')] };
    let state = initialDesk(queue);
    expect(state.currentId).toBe('2');
    state = reduceDesk(state, { type: 'move', by: 1 });
    expect(state.currentId).toBe('4');
    expect(reduceDesk(state, { type: 'move', by: 1 }).currentId).toBe('4');
    expect(reduceDesk(state, { type: 'deciding', item: product('4') }).currentId).toBe('2');
  });

  test('is handed another one where somebody was faster, but stays with what was asked for', () => {
    const lease = { taken: '2', held: [{ productId: '1', name: 'Amina' }] };
    const handed = reduceDesk(desk('1', '2'), { type: 'leased', wanted: '1', lease });
    expect([handed.currentId, handed.held.get('1')]).toEqual(['2', 'Amina']);
    const asking = reduceDesk(desk('1', '2'), { type: 'open', productId: '1' });
    const shown = reduceDesk(asking, { type: 'leased', wanted: '1', lease: { ...lease, taken: null } });
    expect([shown.currentId, shown.held.get('1')]).toEqual(['1', 'Amina']);
    const gone = reduceDesk(asking, { type: 'leased', wanted: '2', lease });
    expect(gone.currentId).toBe('1');
  });
});

describe('what others do', () => {
  test('leaves the list; what is looked at is named, and the next one is there', () => {
    const left = [
      { productId: '1', by: 'Amina', decision: 'rejected' as const },
      { productId: '3', by: null, decision: null },
    ];
    const state = reduceDesk(desk('1', '2', '3', '4'), { type: 'news', news: news({ left }), asked });
    expect([idsOf(state), state.currentId]).toEqual([['2', '4'], '2']);
    expect(state.message?.text).toBe('Amina has rejected “Product 1” just now. Here is the next one.');
  });

  test('says nothing of what was decided here, or of what came after it was asked', () => {
    const left = ['1', '5'].map((productId) => ({ productId, by: 'Amina', decision: 'approved' as const }));
    let state = reduceDesk(desk('1', '2', '5'), { type: 'deciding', item: product('1') });
    state = reduceDesk(state, { type: 'news', news: news({ left }), asked });
    expect([idsOf(state), state.message]).toEqual([['2', '5'], null]);
  });

  test('is shown as it is now: other words, and who looks at what', () => {
    const changed = [product('2', 7)];
    const held = [{ productId: '3', name: 'Joe' }];
    const state = reduceDesk(desk('1', '2', '3'), {
      type: 'news',
      news: news({ changed, held, counts: { flagged: 9 } }),
      asked,
    });
    expect(state.items[1]?.version).toBe(7);
    expect([state.held.get('3'), state.counts.flagged, state.total, state.message]).toEqual(['Joe', 9, 9, null]);
  });

  test('brings back what was decided here only once the server knew of that, and has been looked at since', () => {
    const queue = page(['1', '2']);
    let state = reduceDesk(desk('1', '2'), { type: 'deciding', item: product('1') });
    state = reduceDesk(state, { type: 'news', news: news({}), asked });
    expect(idsOf(reduceDesk(state, { type: 'reread', queue }))).toEqual(['2']);
    state = reduceDesk(state, { type: 'decided', productId: '1' });
    expect(idsOf(reduceDesk(state, { type: 'reread', queue }))).toEqual(['2']);
    state = reduceDesk(state, { type: 'news', news: news({}), asked });
    expect(idsOf(reduceDesk(state, { type: 'reread', queue }))).toEqual(['1', '2']);
  });

  test('is read anew from the first page, with what is looked at still in view', () => {
    let state = reduceDesk(desk('1', '2', '3'), { type: 'open', productId: '3' });
    state = reduceDesk(state, { type: 'deciding', item: product('1') });
    state = reduceDesk(state, { type: 'reread', queue: page(['1', '2', '9'], { total: 3 }) });
    expect([idsOf(state), state.currentId, state.total]).toEqual([['3', '2', '9'], '3', 3]);
  });
});
