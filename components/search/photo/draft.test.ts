import { afterEach, describe, expect, test, vi } from 'vitest';
import { openDraft } from './draft';
import { tabId } from './tab-id';

const FILE = new Blob(['not really a picture'], { type: 'image/jpeg' });
const WHITE = { data: new Uint8ClampedArray(48 * 36 * 4).fill(255) };

/** A browser that decodes every file to a picture of 400 by 300. */
function browser({ draws = true } = {}) {
  const context = { fillRect: () => {}, drawImage: () => {}, getImageData: () => WHITE };
  vi.stubGlobal('createImageBitmap', async () => ({ width: 400, height: 300, close: () => {} }));
  vi.stubGlobal('document', {
    createElement: () => ({ width: 0, height: 0, getContext: () => (draws ? context : null) }),
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('openDraft', () => {
  test('opens a photo on plain http, which has no crypto.randomUUID, under the URL that it is shown by', async () => {
    browser();
    vi.stubGlobal('crypto', { getRandomValues: () => {} });
    const createUrl = vi.spyOn(URL, 'createObjectURL');
    const state = await openDraft(FILE, 'blob:shown');
    expect(state).toMatchObject({ kind: 'ready', photo: { url: 'blob:shown', canvas: { width: 400, height: 300 } } });
    expect(createUrl).not.toHaveBeenCalled();
  });

  test('says what is wrong with a file', async () => {
    browser();
    expect(await openDraft(new Blob([]), 'blob:a')).toEqual({ kind: 'unusable', problem: 'empty' });
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('undecodable')));
    expect(await openDraft(FILE, 'blob:a')).toEqual({ kind: 'unusable', problem: 'notAPicture' });
  });

  test('says so when the device cannot draw it, and does not go on opening for ever', async () => {
    browser({ draws: false });
    expect(await openDraft(FILE, 'blob:a')).toEqual({ kind: 'unusable', problem: 'notOpened' });
    vi.stubGlobal('createImageBitmap', undefined);
    expect(await openDraft(FILE, 'blob:a')).toEqual({ kind: 'unusable', problem: 'notOpened' });
  });
});

describe('tabId', () => {
  test('is another one each time, without crypto', () => {
    vi.stubGlobal('crypto', undefined);
    const ids = Array.from({ length: 5 }, tabId);
    expect(new Set(ids).size).toBe(5);
  });
});
