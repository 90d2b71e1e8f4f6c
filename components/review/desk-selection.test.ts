import { describe, expect, test } from 'vitest';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { chosenOf, extended, isSelected, type Selection, toggled, withoutSelected } from './desk-selection';

const LISTED = ['1', '2', '3', '4', '5'];
const NONE: Selection = { kind: 'none' };
const idsOf = (selection: Selection) => (selection.kind === 'some' ? [...selection.ids].sort() : selection.kind);
const items = LISTED.map((productId) => ({ productId, version: 1, title: null }) as QueuedProduct);
const query = { query: { queue: 'flagged' as const }, total: 130 };

describe('what is ticked', () => {
  test('is ticked and taken out one by one', () => {
    const some = toggled(toggled(NONE, '2', LISTED), '4', LISTED);
    expect(idsOf(some)).toEqual(['2', '4']);
    expect(idsOf(toggled(some, '4', LISTED))).toEqual(['2']);
    expect(toggled(toggled(NONE, '2', LISTED), '2', LISTED)).toEqual(NONE);
  });

  test('grows and shrinks between its beginning and where one is', () => {
    const three = extended(NONE, { from: '2', to: '4', listed: LISTED });
    expect(idsOf(three)).toEqual(['2', '3', '4']);
    expect(idsOf(extended(three, { from: '4', to: '3', listed: LISTED }))).toEqual(['2', '3']);
    expect(idsOf(extended(three, { from: '4', to: '1', listed: LISTED }))).toEqual(['1', '2']);
  });

  test('is all that match, listed or not, until one is taken out', () => {
    const all: Selection = { kind: 'all' };
    expect(isSelected(all, 'far down')).toBe(true);
    expect(chosenOf(all, items, query)).toEqual({ kind: 'all', query: { queue: 'flagged' }, total: 130 });
    expect(idsOf(toggled(all, '2', LISTED))).toEqual(['1', '3', '4', '5']);
  });

  test('loses what leaves the list', () => {
    const some = extended(NONE, { from: '1', to: '2', listed: LISTED });
    const one = withoutSelected(some, new Set(['1']));
    expect(chosenOf(one, items, query)).toEqual({
      kind: 'items',
      items: [{ productId: '2', version: 1, title: null }],
    });
    expect(withoutSelected(some, new Set(['1', '2']))).toEqual(NONE);
    expect(chosenOf(NONE, items, query)).toBeNull();
  });
});
