import { expect, test } from 'vitest';
import { type LoadedModel, LoadedModels } from './loaded-models';

// Neither is asked to embed anything.
const model = (space: string) => ({ space }) as LoadedModel;
const models = (next: string | null, inUse: string) =>
  new LoadedModels(model('main'), next === null ? null : model(next), { current: async () => inUse });

test.each([
  ['the model in use', null, 'main', 'main'],
  ['the model in use, while the next is made ready', 'next', 'main', 'main'],
  ['the next one, once it is in use', 'next', 'next', 'next'],
  ['the only one it has, where another is in use', null, 'another', 'main'],
  ['the one that is made ready, where another is in use', 'next', 'another', 'next'],
])('the pipeline embeds with %s', async (_, next, inUse, expected) => {
  expect((await models(next, inUse).ofPipeline()).space).toBe(expected);
});

test('a search is embedded in the space of the index that it looks in, or refused', async () => {
  expect((await models('next', 'main').ofSearch('next')).space).toBe('next');
  expect((await models('next', 'next').ofSearch(undefined)).space).toBe('next');
  await expect(models(null, 'another').ofSearch('another')).rejects.toMatchObject({
    code: 'embedding_unavailable',
    status: 503,
  });
});
