import { describe, expect, test } from 'vitest';
import { BodyPieces } from './body-pieces';

function passed(pieces: Buffer[]) {
  const body = new BodyPieces();
  const on = pieces.flatMap((piece) => body.add(piece));
  return { on: [...on, ...body.rest()], body };
}

const crumbs = (count: number, size: number) => Array.from({ length: count }, (_, at) => Buffer.alloc(size, at % 251));

describe('pieces of a body', () => {
  test.each([
    ['tiny ones', crumbs(50_000, 1)],
    ['segments of a slow network', crumbs(200, 1_400)],
    ['large ones', crumbs(20, 65_536)],
    ['both', crumbs(60, 5_000).flatMap((piece) => [piece, ...crumbs(7, 333)])],
    ['none', []],
  ])('are all passed on, in order: %s', (_, pieces) => {
    expect(Buffer.concat(passed(pieces).on).equals(Buffer.concat(pieces))).toBe(true);
  });

  test('are few, however many come', () => {
    expect(passed(crumbs(1_000_000, 1)).on.length).toBeLessThan(100);
  });

  test('are crumbs when a body is written byte by byte, and at no honest size', () => {
    expect(passed(crumbs(2_000, 1)).body.areCrumbs).toBe(true);
    expect(passed(crumbs(900, 1)).body.areCrumbs).toBe(false);
    expect(passed(crumbs(20_000, 200)).body.areCrumbs).toBe(false);
  });
});
