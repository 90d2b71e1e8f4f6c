import { describe, expect, test } from 'vitest';
import type { OpenedImage } from '@/lib/media/image-check';
import { PhotoTurns } from './photo-turns';

const DEAR: OpenedImage = {
  format: 'avif',
  width: 4_000,
  height: 3_000,
  frames: 1,
  orientation: 1,
  isCut: false,
  bytes: new Uint8Array(),
  decodingBytes: 228e6,
  decodingMs: 960,
};
const USUAL: OpenedImage = { ...DEAR, format: 'jpeg', decodingBytes: 2e6, decodingMs: 60 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Photos that are opened until `finish` is called, in the order in which they were begun. */
function opening() {
  const turns = new PhotoTurns();
  const begun: string[] = [];
  const finishes: (() => void)[] = [];
  const open = (client: string, photo: OpenedImage) =>
    turns
      .open({
        client,
        signal: new AbortController().signal,
        photo,
        decode: () => {
          begun.push(`${client} ${photo.format}`);
          return new Promise<string>((resolve) => finishes.push(() => resolve('opened')));
        },
      })
      .catch((error: unknown) => (error as { code: string }).code);
  return { open, begun, finish: () => finishes.shift()?.() };
}

describe('photos in turn', () => {
  test('a usual one does not wait behind 24 dear ones, not even behind those of its own network', async () => {
    const { open, begun } = opening();
    const dear = Array.from({ length: 24 }, () => open('attacker', DEAR));
    void open('attacker', USUAL);
    await settled();
    expect(begun.toSorted()).toEqual(['attacker avif', 'attacker jpeg']);
    expect(await Promise.race([dear[23], settled()])).toBe('too_many_requests');
  });

  test('dear ones of many clients are told to come back rather than kept waiting', async () => {
    const { open, begun } = opening();
    const dear = Array.from({ length: 24 }, (_, client) => open(`client ${client}`, DEAR));
    void open('shopper', USUAL);
    await settled();
    expect(begun.toSorted()).toEqual(['client 0 avif', 'shopper jpeg']);
    expect(await dear[23]).toBe('too_busy');
  });

  test('two are opened at once, never two of one client, and nobody is passed over twice', async () => {
    const { open, begun, finish } = opening();
    for (const client of ['a', 'a', 'a', 'b', 'c']) void open(client, USUAL);
    await settled();
    expect(begun).toEqual(['a jpeg', 'b jpeg']);
    finish();
    await settled();
    expect(begun.slice(2)).toEqual(['a jpeg']);
    finish();
    await settled();
    expect(begun.slice(3)).toEqual(['c jpeg']);
  });
});
