import { expect, test } from 'vitest';
import { findInconsistencies, type RunFacts } from './inconsistencies';

const NONE = { flagged: 0, rejected: 0, unchanged: 0, inactive: 0, failed: 0 };

/** One product that went the whole way. */
function facts(): RunFacts {
  return {
    state: 'finished',
    counts: { ...NONE, found: 1, hydrated: 1, embedded: 1, approved: 1, persisted: 1 },
    items: [{ productId: '7', stage: 'done', outcome: 'approved', hydrated: true, embedded: true, persisted: true }],
    products: [
      {
        ...{ productId: '7', contentHash: 'words', imageHash: 'bytes', isListed: true, embedded: ['words'] },
        ...{ s3ImageUrl: '/media/products/bytes.jpg', s3ImageHash: 'bytes' },
      },
    ],
    indexed: ['7'],
    reviews: [{ productId: '7', count: 1 }],
  };
}

test('a product that went the whole way, once, is neither lost nor doubled', () => {
  expect(findInconsistencies(facts())).toEqual({ lost: [], doubled: [] });
});

test.each<[string, (run: RunFacts) => void, string]>([
  ['a run that stands', (run) => Object.assign(run, { state: 'running' }), 'the run is running'],
  ['a count', (run) => Object.assign(run.counts, { found: 2 }), 'found is counted as 2 and is 1'],
  ['an outcome', (run) => Object.assign(run.items[0] ?? {}, { outcome: null, stage: 'embed' }), '7 has no outcome'],
  ['a vector', (run) => Object.assign(run.products[0] ?? {}, { embedded: [] }), '7 has no vector'],
  ['a vector of other words', (run) => Object.assign(run.products[0] ?? {}, { embedded: ['old'] }), '7 has no vector'],
  ['a picture', (run) => Object.assign(run.products[0] ?? {}, { s3ImageUrl: null }), '7 has no stored picture'],
  ['a newer picture', (run) => Object.assign(run.products[0] ?? {}, { s3ImageHash: 'old' }), '7 has no stored picture'],
  ['an entry of the index', (run) => Object.assign(run, { indexed: [] }), '7 is live and not in the index'],
])('%s that is lost is named', (_, lose, expected) => {
  const run = facts();
  lose(run);
  expect(findInconsistencies(run).lost).toContainEqual(expect.stringContaining(expected));
});

test.each<[string, (run: RunFacts) => void, string]>([
  ['two vectors', (run) => run.products[0]?.embedded.push('old'), '7 has 2 vectors'],
  ['two reviews', (run) => Object.assign(run.reviews[0] ?? {}, { count: 2 }), '7 has 2 reviews'],
  ['a hidden one in the index', (run) => run.indexed.push('8'), '8 is in the index and not live'],
])('%s are named', (_, double, expected) => {
  const run = facts();
  double(run);
  expect(findInconsistencies(run).doubled).toEqual([expected]);
});
