import { fetchPicture, type PictureDeps, type PictureOwner, prepareOnce } from '@/inngest/product-stage/product-source';
import type { ObjectStore, StoredObject } from '@/lib/media/object-store';
import { readStored } from '@/lib/media/read-stored';
import type { JudgedPicture } from '@/lib/moderation/judged-picture/worker-pictures';
import { asSokoError, SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { productNotFound } from '@/lib/products/product-not-found';

export interface JudgedPictureDeps extends PictureDeps {
  db: PrismaClient;
  objects: Pick<ObjectStore, 'get'>;
}

/**
 * The picture that the model saw, for a moderator: our stored copy of it, else WhatsApp's, prepared as for the
 * pipeline; where that is another one by now, the new one. In memory only: what nobody has approved is never stored.
 * Errors: `product_not_found`, `no_picture`, `picture_unavailable`.
 */
export async function readJudgedPicture(deps: JudgedPictureDeps, productId: string): Promise<JudgedPicture> {
  const product = await deps.db.product.findFirst({
    where: { productId, seller: { eraseAt: null } },
    select: { sellerPhone: true, imageUrl: true, imageHash: true, s3ImageUrl: true, s3ImageHash: true },
  });
  if (product === null) throw productNotFound();
  const { sellerPhone, imageUrl, imageHash, s3ImageUrl, s3ImageHash } = product;
  if (s3ImageUrl !== null && imageHash !== null && s3ImageHash === imageHash) {
    const stored = await readOurs(deps, s3ImageUrl);
    if (stored !== null) return { standing: 'judged', hash: imageHash, linkHasDied: false, ...stored };
  }
  if (imageUrl === null) throw noPicture();
  const { hash, made, linkHasDied } = await takePicture(deps, { productId, sellerPhone, imageUrl });
  const standing = imageHash === null ? 'unseen' : hash === imageHash ? 'judged' : 'changed';
  return { standing, hash, linkHasDied, body: made.body, contentType: made.contentType };
}

/** A store that is away, or has lost it, is no reason to show none: WhatsApp may still have the picture. */
async function readOurs({ objects }: JudgedPictureDeps, url: string) {
  return readStored(objects, url).catch(() => null);
}

async function takePicture(
  deps: JudgedPictureDeps,
  owner: PictureOwner,
): Promise<{ hash: string; made: StoredObject; linkHasDied: boolean }> {
  const shelved = deps.shelf.get(owner.imageUrl);
  if (shelved?.made.kind === 'prepared') {
    return { hash: shelved.hash, made: shelved.made.forStorage, linkHasDied: false };
  }
  const fetched = await fetchPicture(deps.source, owner);
  if (fetched.kind !== 'picture') throw unavailable(fetched.message);
  const prepared = await prepareOnce(deps, fetched).catch((error: unknown) => {
    throw unavailable(asSokoError(error).message, error);
  });
  return { hash: fetched.hash, made: prepared.forStorage, linkHasDied: fetched.renewed !== null };
}

const noPicture = () =>
  new SokoError({ code: 'no_picture', message: 'The product has no picture on WhatsApp any more.', status: 404 });

const unavailable = (message: string, cause?: unknown) =>
  new SokoError({ code: 'picture_unavailable', message, status: 503, cause });
