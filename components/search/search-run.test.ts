import { describe, expect, test } from 'vitest';
import { ApiError } from '@/components/api/api-request';
import type { CardSearchPage } from '@/lib/search/search-page.schema';
import { againRun, beginRun, foundRun, growingRun, refusedRun } from './search-run';

const page = (nextCursor: string | null): CardSearchPage =>
  ({ results: [], nextCursor, mode: 'picture', goodCount: null, photoToken: null }) as unknown as CardSearchPage;
const other = { key: 'q=other', page: page(null), trouble: null };

describe('beginRun', () => {
  test('shows what the server found for its address', () => {
    const first = { key: 'q=bag', page: page('2'), trouble: null };
    expect(beginRun({ name: 'q=bag', kept: null, first, before: [] })).toEqual(foundRun('q=bag', [first.page]));
  });

  test('shows what had been found when the search was left, however much that was', () => {
    const kept = [page('2'), page(null)];
    expect(beginRun({ name: 'q=other', kept, first: other, before: [] })).toEqual(foundRun('q=other', kept));
  });

  test('shows what the search before had found until there is an answer', () => {
    const before = [page(null)];
    const run = beginRun({ name: 'q=bag', kept: null, first: other, before });
    expect(run).toMatchObject({ step: 'searching', pages: before, isOld: true });
  });

  test('says why the server found nothing, and asks again when told to', () => {
    const first = { key: 'q=bag', page: null, trouble: { code: 'search_unavailable', status: 503 } };
    const run = beginRun({ name: 'q=bag', kept: null, first, before: [] });
    expect(run).toMatchObject({ step: 'refused', trouble: first.trouble });
    expect(againRun(run)).toMatchObject({ step: 'searching', trouble: null });
  });
});

describe('a search that was found', () => {
  test('asks for the next page while there is one', () => {
    expect(growingRun(foundRun('q=bag', [page('2')])).step).toBe('growing');
    expect(growingRun(foundRun('q=bag', [page(null)])).step).toBe('found');
  });

  test('keeps its results when the next page does not come, and can ask for it again', () => {
    const run = foundRun('q=bag', [page('2')]);
    const stuck = refusedRun(growingRun(run), new ApiError(503, 'search_unavailable', 'away'));
    expect(stuck).toEqual({ ...run, step: 'stuck' });
    expect(growingRun(stuck).step).toBe('growing');
  });

  test('starts over when the next page cannot be found in the way of those before it, and shows them meanwhile', () => {
    const run = growingRun(foundRun('q=bag', [page('2')]));
    const again = refusedRun(run, new ApiError(400, 'invalid_cursor', 'another way'));
    expect(again).toEqual({ ...run, step: 'searching', isOld: true });
    // Refused as a whole it is told: asking once more for the same would go on for ever.
    expect(refusedRun(again, new ApiError(400, 'invalid_cursor', 'another way')).step).toBe('refused');
  });
});

describe('refusedRun', () => {
  const searching = beginRun({ name: 'q=bag', kept: null, first: other, before: [page(null)] });

  test('knows when to ask again', () => {
    const refused = refusedRun(searching, new ApiError(429, 'rate_limited', 'slow down', 7));
    expect(refused).toMatchObject({ step: 'refused', trouble: { status: 429, retryAfterSeconds: 7 }, isOld: true });
    expect(growingRun(refused)).toBe(refused);
  });

  test('counts what is no answer of the API as broken', () => {
    expect(refusedRun(searching, new TypeError('no')).trouble).toEqual({ status: 500, code: 'unexpected' });
  });
});
