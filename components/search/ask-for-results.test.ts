import { afterEach, describe, expect, test, vi } from 'vitest';
import { askForResults } from './ask-for-results';
import type { PhotoPart } from './photo/open-photo';
import { readSearch } from './search-state';

/** A photo on a device that draws nothing until `isFree`, as one that is short of memory. */
function device() {
  const memory = { isFree: false, encodings: 0 };
  const context = { fillRect: () => {}, drawImage: () => {} };
  vi.stubGlobal('document', {
    createElement: () => ({
      getContext: () => (memory.isFree ? context : null),
      toBlob: (done: (blob: Blob) => void) => {
        memory.encodings += 1;
        done(new Blob(['jpeg'], { type: 'image/jpeg' }));
      },
    }),
  });
  return memory;
}

afterEach(() => vi.unstubAllGlobals());

describe('askForResults', () => {
  test('encodes a part again after a failure, and only once after that', async () => {
    const memory = device();
    const page = {
      ...{ results: [], nextCursor: null, goodCount: null, nothingAlike: false, didYouMean: null },
      ...{ photoToken: null, photoTokenExpiresAt: null },
      ...{ took: { embedMs: 0, searchMs: 0, totalMs: 0 }, mode: 'vectors' },
    };
    const fetched = vi.fn(async () => Response.json(page));
    vi.stubGlobal('fetch', fetched);
    const canvas = { width: 400, height: 300 } as HTMLCanvasElement;
    const part: PhotoPart = {
      photo: { id: 'a', url: 'blob:a', canvas },
      crop: { x: 0, y: 0, width: 1, height: 1 },
    };
    const ask = () =>
      askForResults({ state: readSearch([]), part, cursor: null, signal: new AbortController().signal });

    await expect(ask()).rejects.toThrow();
    expect(fetched).not.toHaveBeenCalled();
    memory.isFree = true;
    await expect(ask()).resolves.toMatchObject({ results: [] });
    await ask();
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(memory.encodings).toBe(1);
  });
});
