import { keyOfUrl } from '@/lib/media/content-key';
import { copiesOfPicture } from '@/lib/media/copies-of-picture';
import type { ObjectStore } from '@/lib/media/object-store';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { isShownByAnyProduct, type ReplacedImage } from '@/lib/products/stored-image';

/** Removes a picture that its product does not show, with its smaller copies, unless another product shows the very same. */
export async function removeReplaced(
  { db, objects }: { db: PrismaClient; objects: Pick<ObjectStore, 'get' | 'remove' | 'publicUrl'> },
  { url, variants }: ReplacedImage,
): Promise<void> {
  const key = keyOfUrl(url);
  if (key === null || (await isShownByAnyProduct(db, [url, objects.publicUrl(key)]))) return;
  await objects.remove([...(await copiesOfPicture(objects, { key, variants })), key]);
}
