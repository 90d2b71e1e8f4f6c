import { expect, test } from 'vitest';
import { invalidCursor } from '@/lib/marketplace/cursor';
import { orFirstPage } from './search-params';

const pages = (cursor: string | undefined) => {
  if (cursor === 'mangled') throw invalidCursor('This page link is not one of ours.');
  if (cursor === 'second' || cursor === undefined) return Promise.resolve(cursor ?? 'first');
  throw new Error('the database is away');
};
const read = async (cursor: string | undefined) => pages(cursor);

test.each([
  [undefined, 'first'],
  ['second', 'second'],
  ['mangled', 'first'],
])('a page link %j leads to the %s page', async (cursor, page) => {
  expect(await orFirstPage(cursor, read)).toBe(page);
});

test('whatever else goes wrong is not hidden behind the first page', async () => {
  await expect(orFirstPage('x', read)).rejects.toThrow('the database is away');
  const refuses = () => Promise.reject(invalidCursor('even without one'));
  await expect(orFirstPage(undefined, refuses)).rejects.toThrow('even without one');
});
