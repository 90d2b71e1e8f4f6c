import { describe, expect, test } from 'vitest';
import { SokoError } from './errors';
import { readPieces, readWhole } from './read-pieces';

const tooLarge = () => new SokoError({ code: 'body_too_large', message: 'too large', status: 413 });
const BOUNDS = { maxBytes: 40, tooLarge };

/** Pieces of ten bytes, and how many were asked for. */
function source(pieces: number, then: 'ends' | 'stays' = 'ends') {
  const seen = { asked: 0, left: false };
  const body = (async function* () {
    try {
      for (; seen.asked < pieces; seen.asked += 1) yield Buffer.alloc(10, 'x');
      if (then === 'stays') await new Promise(() => {});
    } finally {
      seen.left = true;
    }
  })();
  return { body, seen };
}

describe('a bounded body', () => {
  test('is read whole up to its very last byte', async () => {
    expect(await readWhole(source(4).body, BOUNDS)).toHaveLength(40);
  });

  test('is left as soon as it has one byte too many', async () => {
    const { body, seen } = source(1_000);
    await expect(readWhole(body, BOUNDS)).rejects.toMatchObject({ code: 'body_too_large' });
    expect(seen).toEqual({ asked: 4, left: true });
  });

  test('is not begun when it says that it is too long', async () => {
    const { body, seen } = source(1);
    await expect(readWhole(body, { ...BOUNDS, declared: '41' })).rejects.toMatchObject({ code: 'body_too_large' });
    expect(seen.asked).toBe(0);
  });

  test('that stays silent is given up with the reason of the signal', async () => {
    const late = new AbortController();
    const reading = readWhole(source(2, 'stays').body, { ...BOUNDS, signal: late.signal });
    late.abort(new SokoError({ code: 'body_too_slow', message: 'too slow', status: 408 }));
    await expect(reading).rejects.toMatchObject({ code: 'body_too_slow' });
  });

  test('is given up at once when it is too late already', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(readWhole(source(1).body, { ...BOUNDS, signal })).rejects.toThrow('too late');
  });

  test('may be left where its reader has had enough', async () => {
    const { body, seen } = source(4);
    let pieces = 0;
    expect(await readPieces(body, BOUNDS, () => ++pieces === 2)).toBe(false);
    expect([pieces, seen.left]).toEqual([2, true]);
  });

  test('ends with what its reader throws', async () => {
    const { body, seen } = source(4);
    const refuse = () => {
      throw new Error('not a form');
    };
    await expect(readPieces(body, BOUNDS, refuse)).rejects.toThrow('not a form');
    expect(seen.left).toBe(true);
  });
});
