import type { ObjectStore, StoredObject } from '@/lib/media/object-store';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { saveImageUrl, saveStoredImage } from '@/lib/products/stored-image';
import { fetchPicture } from './fetch-picture';
import type { Again, Failed, PageSource } from './page-source';
import { removeReplaced } from './remove-replaced';

export interface StorePictureDeps {
  db: PrismaClient;
  source: PageSource;
  /** lib/media: checked to be a picture, with its content-addressed key. Throws SokoError for what is none. */
  prepareForStorage(bytes: Uint8Array): Promise<StoredObject>;
  objects: Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'>;
}

export interface ApprovedPicture {
  productId: string;
  sellerPhone: string;
  imageUrl: string;
  /** Of the picture that was approved. */
  imageHash: string;
}

/** Copies one approved picture to our store. Throws SokoError when it could not be done; safe to run twice. */
export async function storePicture(deps: StorePictureDeps, approved: ApprovedPicture): Promise<void> {
  const { db, objects, source } = deps;
  const { productId, sellerPhone, imageUrl, imageHash } = approved;
  const picture = await fetchPicture(source, { productId, sellerPhone, imageUrl });
  if (picture.kind !== 'picture') throw troubleAsError(picture);
  // Not the picture that was approved. Its link is not saved either: nobody has judged what it shows.
  if (picture.hash !== imageHash) throw new SokoError(PICTURE_CHANGED);
  if (picture.renewed?.imageUrl) {
    const { imageExpiresAt } = picture.renewed;
    await saveImageUrl(db, { productId, imageUrl: picture.renewed.imageUrl, imageExpiresAt });
  }
  const url = await objects.put(await deps.prepareForStorage(picture.bytes));
  const { saved, replaced } = await saveStoredImage(db, { productId, imageHash, url });
  if (!saved) {
    // Nobody will know of what was just put: the product shows another picture by now, is hidden, or was erased with its seller.
    await removeReplaced(deps, { url, variants: [] });
    throw new SokoError(PICTURE_CHANGED);
  }
  if (replaced !== null) await removeReplaced(deps, replaced);
}

function troubleAsError({ kind, code, message, ...rest }: Again | Failed): SokoError {
  if (kind === 'failed') return new SokoError({ code, message });
  const afterMs = 'afterMs' in rest ? rest.afterMs : undefined;
  return new SokoError({ code, message, retry: afterMs === undefined ? { again: true } : { again: true, afterMs } });
}

const PICTURE_CHANGED = {
  code: 'picture_changed',
  message: 'The picture changed after it was approved. The product is read again with the next heartbeat.',
};
