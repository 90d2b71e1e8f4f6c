import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuseMatches, liftMatches, type NearMatch, type WordMatch } from './fuse-matches';

const near = (productId: string, score: number): NearMatch => ({ productId, score });
const word = (productId: string, score: number, hasAll = true): WordMatch => ({ productId, score, hasAll });
const ids = (matches: { productId: string }[]) => matches.map(({ productId }) => productId);

describe('what has the words and what is near, as one ranking', () => {
  test('has those with all the words first, however far they are', () => {
    expect(ids(fuseMatches([word('has', 0.1)], [near('a', 0.9), near('b', 0.1)]))).toEqual(['has', 'a', 'b']);
  });

  test('has words in the title before those in the description, and the nearer of two alike', () => {
    const words = [word('described', 0.6), word('far', 1), word('titled', 1)];
    const vectors = [near('described', 0.9), near('titled', 0.5), near('far', 0.2)];
    expect(ids(fuseMatches(words, vectors))).toEqual(['titled', 'far', 'described']);
  });

  test('weighs those with some of the words with what is near', () => {
    const vectors = [near('nearest', 0.9), near('some', 0.8), near('last', 0.1)];
    expect(ids(fuseMatches([word('some', 0.7, false)], vectors))).toEqual(['some', 'nearest', 'last']);
    expect(ids(fuseMatches([word('some', 0.2, false)], vectors))).toEqual(['nearest', 'some', 'last']);
  });

  test('is either half alone while the other has nothing', () => {
    expect(ids(fuseMatches([], [near('a', 0.9), near('b', 0.1)]))).toEqual(['a', 'b']);
    expect(ids(fuseMatches([word('b', 0.9), word('a', 0.8)], []))).toEqual(['b', 'a']);
    expect(fuseMatches([], [])).toEqual([]);
  });

  test('only lifts beside a picture: what is near and has the words, before what is as near', () => {
    const vectors = [near('alike', 0.9), near('alike too', 0.88), near('other', 0.1)];
    expect(ids(liftMatches([word('alike too', 1), word('other', 1)], vectors))).toEqual([
      'alike too',
      'alike',
      'other',
    ]);
    expect(liftMatches([word('alike too', 1)], vectors).every(({ hasAll }) => !hasAll)).toBe(true);
  });

  test('holds everything once, with scores from 0 to 1 that only fall', () => {
    const id = fc.nat(30).map(String);
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const words = fc.uniqueArray(fc.record({ productId: id, score, hasAll: fc.boolean() }), {
      selector: (match) => match.productId,
    });
    const vectors = fc.uniqueArray(fc.record({ productId: id, score }), { selector: (match) => match.productId });
    fc.assert(
      fc.property(words, vectors, fc.constantFrom(fuseMatches, liftMatches), (some, others, fuse) => {
        const fused = fuse(some, others);
        expect(new Set(ids(fused))).toEqual(new Set([...ids(some), ...ids(others)]));
        expect(fused).toHaveLength(new Set(ids(fused)).size);
        const scores = fused.map((match) => match.score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores.every((one) => one >= 0 && one <= 1)).toBe(true);
        expect(fuse([...some].reverse(), [...others].reverse())).toEqual(fused);
      }),
    );
  });
});
