import { openHydrator } from '@/lib/hydration/open-hydrator';
import { keyOfUrl } from '@/lib/media/content-key';
import type { ObjectStore } from '@/lib/media/object-store';
import { openObjectStore } from '@/lib/media/open-object-store';
import { preparePicture } from '@/lib/media/prepare-picture';
import type { Env } from '@/lib/platform/env';
import { hashImage } from '@/lib/products/content-hash';
import type { Case } from './cases';

/** A case's picture as a reviewer gets it; null: it is not to be had any more, or is another one by now. */
export type ReadPicture = (product: Case['product']) => Promise<Uint8Array | null>;

/** Ours from the object store, else WhatsApp's, from where it may be fetched (lib/platform/safe-fetch). */
export async function openPictures(settings: Env): Promise<{ read: ReadPicture; close(): Promise<void> }> {
  const objects = await openObjectStore(settings);
  const hydrator = openHydrator(settings);
  return { read: createReadPicture({ objects, fetchImage: hydrator.fetchImage }), close: () => hydrator.close() };
}

interface PictureSources {
  objects: Pick<ObjectStore, 'get'>;
  fetchImage(url: string): Promise<{ bytes: Buffer }>;
}

export function createReadPicture({ objects, fetchImage }: PictureSources): ReadPicture {
  return async ({ storedImageUrl, imageUrl, imageHash }) => {
    const key = storedImageUrl === null ? null : keyOfUrl(storedImageUrl);
    const stored = key === null ? null : await objects.get(key);
    if (stored !== null) return (await preparePicture(stored.body)).forReview;
    if (imageUrl === null) return null;
    const fetched = await fetchImage(imageUrl).catch(() => null);
    if (fetched === null || hashImage(fetched.bytes) !== imageHash) return null;
    return (await preparePicture(fetched.bytes)).forReview;
  };
}
