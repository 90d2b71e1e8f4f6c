import { expect, test } from 'vitest';
import { bigSeller } from './sellers/big-seller';
import { WorldState } from './world-state';

test('the delay of pages is also that of the hop to them, unless the hop has its own', () => {
  expect(new WorldState([], { page: 300 }).latencyOf('link')).toBe(300);
  expect(new WorldState([], { page: 300, link: 20 }).latencyOf('link')).toBe(20);
  const state = new WorldState([], {});
  state.setLatency({ page: 50 });
  expect([state.latencyOf('page'), state.latencyOf('link'), state.latencyOf('image')]).toEqual([50, 50, 0]);
});

test('a seller’s own delay wins over the world’s', () => {
  const slow = bigSeller(1, { latency: { page: 80 } });
  const state = new WorldState([slow], { page: 10, image: 5 });
  const { phone } = slow.seller;
  expect([state.latencyOf('page', phone), state.latencyOf('link', phone), state.latencyOf('image', phone)]).toEqual([
    80, 80, 5,
  ]);
  expect(state.latencyOf('page', '254700000000')).toBe(10);
});

test('reset undoes changes to products and delays, and never touches the scenario it was given', () => {
  const scenario = bigSeller(1);
  const state = new WorldState([scenario], { page: 10 });
  const id = scenario.products[0]?.id ?? '';
  state.updateProduct(id, { title: 'Other' });
  state.setLatency({ page: 99, gemini: 7 });
  expect(scenario.products[0]?.title).not.toBe('Other');
  state.resetAll();
  expect(state.product(id).title).toBe(scenario.products[0]?.title);
  expect([state.latencyOf('page'), state.latencyOf('link'), state.latencyOf('gemini')]).toEqual([10, 10, 0]);
});
