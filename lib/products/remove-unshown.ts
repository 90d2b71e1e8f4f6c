import { keyOfUrl } from '@/lib/media/content-key';
import { copiesOfPicture } from '@/lib/media/copies-of-picture';
import type { ObjectStore } from '@/lib/media/object-store';
import { addressesOf } from '@/lib/media/picture-addresses';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { isShownByAnyProduct, type ReplacedImage } from './stored-image';

interface RemoveDeps {
  db: Prisma.TransactionClient;
  objects: Pick<ObjectStore, 'get' | 'remove' | 'publicUrl'>;
}

/** Removes a picture with its smaller copies, unless a product shows it. Errors: the store's. */
export async function removeUnshown({ db, objects }: RemoveDeps, { url, variants }: ReplacedImage): Promise<void> {
  const key = keyOfUrl(url);
  if (key === null || (await isShownByAnyProduct(db, addressesOf(url, objects)))) return;
  await objects.remove([...(await copiesOfPicture(objects, { key, variants })), key]);
}
