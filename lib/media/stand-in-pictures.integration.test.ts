import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { ProductLook } from '@/e2e/world/drawing/product-look';
import { renderProduct } from '@/e2e/world/drawing/render-product';
import { allLooks } from '@/e2e/world/sellers/looks';
import { describePicture, type PictureDescription } from './describe-picture';
import { hashDistance, readHash } from './perceptual-hash';

/** Held out: the figures in dominant-colours.ts were chosen on others. */
const LOOKS = allLooks().filter((_, place) => place % 19 === 7);
let described: { look: ProductLook; file: Buffer; is: PictureDescription }[];

beforeAll(async () => {
  described = [];
  for (const look of LOOKS) {
    const file = await renderProduct(look);
    described.push({ look, file, is: await describePicture(file) });
  }
});

const share = (count: number, of: number) => `${((100 * count) / of).toFixed(0)} %`;

test('the colours named are the ones the products were drawn in', () => {
  const among = described.filter(({ look, is }) => is.colours.includes(look.colour)).length;
  const first = described.filter(({ look, is }) => is.colours[0] === look.colour).length;
  const named = described.reduce((sum, { is }) => sum + is.colours.length, 0);
  const of = described.length;
  const shares = `the colour is named for ${share(among, of)}, named first for ${share(first, of)}`;
  const message = `of ${of} products ${shares}; ${(named / of).toFixed(1)} colours named a product`;
  process.stdout.write(`${message}\n`);
  expect(among / of, message).toBeGreaterThan(0.85);
  expect(first / of, message).toBeGreaterThan(0.6);
  // Naming everything would find everything.
  expect(named / of, message).toBeLessThan(2.5);
});

test('the same picture in another size or form has nearly the same hash and colours; another one has not', async () => {
  const same: number[] = [];
  for (const { file, is } of described.filter((_, place) => place % 4 === 0)) {
    for (const copy of [
      await sharp(file).resize(320).jpeg({ quality: 55 }).toBuffer(),
      await sharp(file).webp({ quality: 60 }).toBuffer(),
      await sharp(file).modulate({ brightness: 1.08 }).jpeg({ quality: 80 }).toBuffer(),
    ]) {
      const other = await describePicture(copy);
      expect(other.colours).toContain(is.colours[0]);
      same.push(distance(other, is));
    }
  }
  const others = described.flatMap(({ is }, one) =>
    described
      .slice(one + 1)
      .flatMap((other) => (other.is.colours[0] === is.colours[0] ? [distance(other.is, is)] : [])),
  );
  const [mostOfSame, leastOfOthers] = [Math.max(...same), Math.min(...others)];
  const pairs = `of ${others.length} pairs of products of one colour the nearest in ${leastOfOthers}`;
  const message = `copies differ in at most ${mostOfSame} of 64 bits; ${pairs}`;
  process.stdout.write(`${message}\n`);
  expect(mostOfSame, message).toBeLessThanOrEqual(4);
  expect(leastOfOthers, message).toBeGreaterThan(4);
});

function distance(a: PictureDescription, b: PictureDescription): number {
  return hashDistance(readHash(a.perceptualHash ?? ''), readHash(b.perceptualHash ?? ''));
}
