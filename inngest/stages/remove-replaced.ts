import { keyOfUrl } from '@/lib/media/content-key';
import type { ObjectStore } from '@/lib/media/object-store';
import { besidePicture } from '@/lib/media/picture-variants';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { isShownByAnyProduct, type ReplacedImage } from '@/lib/products/stored-image';

/** Removes a picture that its product has replaced, with its smaller copies, unless another product shows the very same. */
export async function removeReplaced(
  { db, objects }: { db: PrismaClient; objects: Pick<ObjectStore, 'remove'> },
  { url, variants }: ReplacedImage,
): Promise<void> {
  const key = keyOfUrl(url);
  if (key === null || (await isShownByAnyProduct(db, key))) return;
  await objects.remove([key, ...variants.map((variant) => besidePicture(key, variant))]);
}
