import { expect, test } from 'vitest';
import { demoPastes, demoSellers, UNKNOWN_PHONE } from './demo-sellers';
import { expectedOf } from './sellers/expected';

const scenarios = demoSellers();
const products = scenarios.flatMap((scenario) => scenario.products);

test('the demo is the same at every start', () => {
  expect(demoSellers()).toEqual(scenarios);
});

test('some hundreds of products of seven sellers, each with an id and a title of its own', () => {
  expect(scenarios).toHaveLength(7);
  expect(products.length).toBeGreaterThanOrEqual(300);
  expect(products.length).toBeLessThanOrEqual(400);
  expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
  expect(new Set(products.map(({ title, description }) => title + description)).size).toBe(products.length);
  expect(new Set(products.map(({ id }) => id.length))).toEqual(new Set([16, 17]));
  for (const { seller } of scenarios) expect(seller.phone).toMatch(/^254(7|1)\d{8}$/);
});

test('most pass, some are flagged or rejected, a few are gone, one has no picture', () => {
  const count: Record<string, number> = {};
  for (const product of products) {
    const { outcome } = expectedOf(product);
    count[outcome] = (count[outcome] ?? 0) + 1;
  }
  expect(count).toEqual({ approved: 320, flagged: 15, rejected: 10, inactive: 6, 'no-picture': 1 });
});

test('no two products that pass are the same thing in the same colour and pattern', () => {
  const looks = products
    .filter((product) => expectedOf(product).outcome === 'approved')
    .map(({ truth: { kind, colour, pattern } }) => `${kind} ${colour} ${pattern}`);
  expect(new Set(looks).size).toBe(looks.length);
});

test('the price a product is known by is written in its words', () => {
  const digits = (text: string): string => text.replace(/[,\s]/g, '');
  for (const { title, description, truth } of products) {
    if (truth.price === null) continue;
    const { amount } = truth.price;
    const text = digits(`${title} ${description}`);
    expect([text, text.includes(String(amount)) || text.includes(`${amount / 1000}k`)]).toEqual([text, true]);
  }
});

test('hiccups, deletions and flags never fall on the same product', () => {
  const troubled = scenarios.flatMap(({ quirks = [] }) => quirks.map(({ product }) => product));
  expect(new Set(troubled).size).toBe(troubled.length);
  for (const product of products.filter(({ id }) => troubled.includes(id))) {
    expect(expectedOf(product).outcome).toBe('approved');
  }
});

test('a paste for each seller, links where the catalogue cannot be read, and a number that is nobody’s', () => {
  const pastes = demoPastes('http://w', scenarios);
  expect(pastes).toHaveLength(8);
  expect(pastes.filter(({ text }) => text.includes('/p/')).map(({ name }) => name)).toEqual(['Zawadi Bags & More']);
  expect(pastes.at(-1)?.text).toBe(`http://w/c/${UNKNOWN_PHONE}`);
  expect(scenarios.some(({ seller }) => seller.phone === UNKNOWN_PHONE)).toBe(false);
});
