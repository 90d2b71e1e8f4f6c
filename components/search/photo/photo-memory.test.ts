import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Draft, DraftInHand } from './draft';
import type { Photo } from './open-photo';
import { PhotoMemory } from './photo-memory';

const ALL = { x: 0, y: 0, width: 1, height: 1 };
const MIDDLE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

/** Another name for the same photo in every test: what one test holds is nothing to the next. */
let run = 0;
const urlOf = (id: string) => `blob:${run}/${id}`;

// Memory and draft never look into the canvas; what reloads are served from is not there, as in a browser that forbids
// it.
const photo = (id: string): Photo => ({ id, url: urlOf(id), canvas: {} as HTMLCanvasElement });
const draft = (id: string, state: Draft['state'] = { kind: 'opening' }): Draft => ({
  id,
  replaces: null,
  url: urlOf(id),
  state,
});

let revoked: string[] = [];
beforeEach(() => {
  revoked = [];
  run += 1;
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void revoked.push(url));
});
afterEach(() => vi.restoreAllMocks());

/** Keeping it for reloads fails here, and is not what these tests are about. */
const keep = (memory: PhotoMemory, token: string, kept: Photo, crop = ALL) =>
  memory.keep(token, { photo: kept, crop }).catch(() => {});

describe('PhotoMemory', () => {
  test('lets go of the photo that was used longest ago, and of its URL', async () => {
    const memory = new PhotoMemory();
    for (const id of ['a', 'b', 'c', 'd']) await keep(memory, id, photo(id));
    expect(revoked).toEqual([]);
    await memory.recall('a');
    await keep(memory, 'e', photo('e'));
    expect(revoked).toEqual([urlOf('b')]);
    expect(memory.get('b')).toBeUndefined();
    expect(['a', 'c', 'd', 'e'].every((token) => memory.get(token))).toBe(true);
  });

  test('counts parts of the same photo once, and lets go of the photo with the last of them', async () => {
    const memory = new PhotoMemory();
    const shared = photo('shared');
    for (const token of ['1', '2', '3', '4', '5', '6']) await keep(memory, token, shared, MIDDLE);
    expect(memory.get('1')).toBeDefined();
    for (const id of ['a', 'b', 'c']) await keep(memory, id, photo(id));
    expect(revoked).toEqual([]);
    await keep(memory, 'd', photo('d'));
    expect(revoked).toEqual([urlOf('shared')]);
  });

  test('keeps the URL of a photo that is kept again under its token', async () => {
    const memory = new PhotoMemory();
    const kept = photo('a');
    await keep(memory, 'a', kept);
    await keep(memory, 'a', kept, MIDDLE);
    expect(revoked).toEqual([]);
    expect(memory.get('a')?.crop).toEqual(MIDDLE);
  });
});

describe('DraftInHand', () => {
  test('lets go of a photo whose place another one takes, also while it is still being opened', () => {
    const inHand = new DraftInHand();
    inHand.take(draft('a'));
    inHand.take(draft('b'));
    expect(revoked).toEqual([urlOf('a')]);
    expect(inHand.isHolding('a')).toBe(false);
    expect(inHand.isHolding('b')).toBe(true);
  });

  test('keeps the URL while the same photo goes from opening to ready', () => {
    const inHand = new DraftInHand();
    inHand.take(draft('a'));
    inHand.take(draft('a', { kind: 'ready', photo: photo('a'), crop: ALL }));
    expect(revoked).toEqual([]);
    inHand.take(null);
    expect(revoked).toEqual([urlOf('a')]);
  });

  test('leaves a photo to the memory that holds it, and the memory leaves one to the draft', async () => {
    const memory = new PhotoMemory();
    const inHand = new DraftInHand();
    inHand.take(draft('a', { kind: 'ready', photo: photo('a'), crop: ALL }));
    await keep(memory, 'a', photo('a'));
    inHand.take(null);
    expect(revoked).toEqual([]);

    inHand.take(draft('a', { kind: 'ready', photo: photo('a'), crop: MIDDLE }));
    for (const id of ['b', 'c', 'd', 'e']) await keep(memory, id, photo(id));
    expect(memory.get('a')).toBeUndefined();
    expect(revoked).toEqual([]);
    inHand.take(null);
    expect(revoked).toEqual([urlOf('a')]);
  });
});
