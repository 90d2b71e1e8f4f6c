import { keyOfUrl } from '@/lib/media/content-key';
import { copiesOfPicture } from '@/lib/media/copies-of-picture';
import type { ObjectStore } from '@/lib/media/object-store';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { isShownByAnyProduct, type ReplacedImage, saveImageUrl, saveStoredImage } from '@/lib/products/stored-image';
import type { Again, Failed } from '../product-stage/attempts';
import { type PictureDeps, type PictureOwner, readEmbeddedPicture } from '../product-stage/product-source';

export interface StorePictureDeps extends PictureDeps {
  db: PrismaClient;
  objects: Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'>;
}

/** `imageHash`: of the picture that was approved. */
export type ApprovedPicture = PictureOwner & { imageHash: string };

/**
 * Copies one approved picture to our store. Returns what kept WhatsApp from giving it, if anything did; throws
 * SokoError for all else. Safe to run twice.
 */
export async function storePicture(deps: StorePictureDeps, approved: ApprovedPicture): Promise<Again | Failed | null> {
  const { db, objects, shelf } = deps;
  const { productId, imageUrl, imageHash } = approved;
  const picture = await readEmbeddedPicture(deps, approved);
  if (picture.kind === 'retry' || picture.kind === 'failed') return picture;
  // Not the picture that was approved. Its link is not saved either: nobody has judged what it shows.
  if (picture.kind === 'changed') throw new SokoError(PICTURE_CHANGED);
  if (picture.renewed?.imageUrl) {
    const { imageExpiresAt } = picture.renewed;
    await saveImageUrl(db, { productId, imageUrl: picture.renewed.imageUrl, imageExpiresAt });
  }
  const url = await objects.put(picture.made.forStorage);
  const { saved, replaced } = await saveStoredImage(db, { productId, imageHash, url });
  if (!saved) {
    // Nobody will know of what was just put: the product shows another picture by now, is hidden, or was erased.
    await removeReplaced(deps, { url, variants: [] });
    throw new SokoError(PICTURE_CHANGED);
  }
  shelf.drop(imageUrl);
  if (replaced !== null) await removeReplaced(deps, replaced);
  return null;
}

/**
 * Removes a picture that its product does not show, with its smaller copies, unless another product shows the very
 * same.
 */
export async function removeReplaced(
  { db, objects }: Pick<StorePictureDeps, 'db' | 'objects'>,
  { url, variants }: ReplacedImage,
): Promise<void> {
  const key = keyOfUrl(url);
  if (key === null || (await isShownByAnyProduct(db, [url, objects.publicUrl(key)]))) return;
  await objects.remove([...(await copiesOfPicture(objects, { key, variants })), key]);
}

const PICTURE_CHANGED = {
  code: 'picture_changed',
  message: 'The picture changed after it was approved. The product is read again with the next heartbeat.',
};
