import type { ObjectStore } from '@/lib/media/object-store';

/** Where pictures are moved from or to. */
export interface PicturePlace {
  store: Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'>;
  /** The picture as shoppers get it, whoever serves it; null when they get none. Errors: the place's own. */
  readAsShown(key: string): Promise<Uint8Array | null>;
}

const ANSWERED_WITHIN_MS = 30_000;

/** Its own web serves a folder: what is read from it is what shoppers get. */
export const folderPlace = (store: ObjectStore): PicturePlace => ({
  store,
  readAsShown: async (key) => (await store.get(key))?.body ?? null,
});

/** Read at its public address, past a CDN in front of it where there is one. */
export const bucketPlace = (store: ObjectStore): PicturePlace => ({
  store,
  async readAsShown(key) {
    const answer = await fetch(store.publicUrl(key), { signal: AbortSignal.timeout(ANSWERED_WITHIN_MS) });
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    await answer.body?.cancel();
    return null;
  },
});
