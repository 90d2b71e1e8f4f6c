import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashDistance, readHash } from './perceptual-hash';

const hash = fc.stringMatching(/^[0-9a-f]{16}$/);
const bitsOf = (hex: string) => BigInt(`0x${hex}`);

describe('hashDistance', () => {
  test('counts the bits that differ', () => {
    expect(hashDistance(readHash('0000000000000000'), readHash('ffffffffffffffff'))).toBe(64);
    expect(hashDistance(readHash('8000000000000001'), readHash('0000000000000000'))).toBe(2);
  });

  test('is what counting them one by one gives', () => {
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        const slowly = (bitsOf(a) ^ bitsOf(b)).toString(2).replaceAll('0', '').length;
        expect(hashDistance(readHash(a), readHash(b))).toBe(slowly);
      }),
    );
  });
});
