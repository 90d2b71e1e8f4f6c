import { describe, expect, test } from 'vitest';
import { kindOfTrouble } from './kind-of-trouble';

describe('kindOfTrouble', () => {
  test.each([
    [{ status: 410, code: 'photo_search_expired' }, true, 'expired'],
    [{ status: 404, code: 'photo_search_expired' }, true, 'expired'],
    [{ status: 429, code: 'rate_limited' }, true, 'busy'],
    [{ status: 404, code: 'product_not_found' }, true, 'gone'],
    [{ status: 0, code: 'offline' }, true, 'unreachable'],
    [{ status: 503, code: 'search_unavailable' }, true, 'photoAway'],
    [{ status: 503, code: 'search_unavailable' }, false, 'broken'],
    [{ status: 415, code: 'invalid_image' }, true, 'photo'],
    [{ status: 400, code: 'invalid_request' }, false, 'broken'],
    [{ status: 500, code: 'unexpected' }, true, 'broken'],
    [null, true, 'broken'],
  ] as const)('%j, with a picture: %j, is %s', (error, hasPicture, kind) => {
    expect(kindOfTrouble(error, hasPicture)).toBe(kind);
  });
});
