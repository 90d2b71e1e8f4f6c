import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFeedCursor } from '@/lib/marketplace/cursor';
import { SokoError } from '@/lib/platform/errors';
import { DEEPEST_MATCH, decodeMatchCursor, encodeMatchCursor } from './ranked-page';

describe('cursors of matches', () => {
  test('come back as they went', () => {
    const match = { mode: 'words', part: 'tail', passed: 240, meant: null } as const;
    expect(decodeMatchCursor(encodeMatchCursor(match))).toEqual(match);
    const meant = 'ж编👜'.repeat(80);
    expect(decodeMatchCursor(encodeMatchCursor({ ...match, meant }))).toEqual({ ...match, meant });
  });

  test('are not taken from the feed', () => {
    expect(() => decodeMatchCursor(encodeFeedCursor({ listedAt: 1, productId: '1' }))).toThrowError(/page link/);
  });

  test('never throws anything else, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          decodeMatchCursor(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SokoError);
        }
      }),
    );
  });

  test('refuses to look deeper than anybody does', () => {
    expect(() =>
      decodeMatchCursor(encodeMatchCursor({ mode: 'vectors', part: 'tail', passed: DEEPEST_MATCH + 1, meant: null })),
    ).toThrowError(/page link/);
  });
});
