import { keyOfUrl } from '@/lib/media/content-key';
import type { ObjectStore, StoredObject } from '@/lib/media/object-store';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { NO_COPIES, readUncopied, saveCopies } from '@/lib/products/picture-copies';
import { pictureByPicture } from './picture-by-picture';

export interface CopyPicturesDeps {
  db: PrismaClient;
  objects: Pick<ObjectStore, 'get' | 'put' | 'remove'>;
  /** lib/media/make-variants.ts */
  makeVariants(picture: { key: string; body: Uint8Array }): Promise<Map<string, StoredObject>>;
}

/**
 * Makes copies of pictures that have none, one picture after another, for about `budgetMs`. True when there are more.
 */
export function copyPictures(deps: CopyPicturesDeps, budgetMs: number): Promise<boolean> {
  const read = (limit: number) => readUncopied(deps.db, limit);
  return pictureByPicture({ db: deps.db, read, each: (url) => copyPicture(deps, url) }, budgetMs);
}

async function copyPicture(deps: CopyPicturesDeps, url: string): Promise<void> {
  const { db, objects } = deps;
  const key = keyOfUrl(url);
  const picture = key === null ? null : await objects.get(key);
  const copies = key === null || picture === null ? null : await makeCopies(deps, { key, body: picture.body });
  if (copies === null) {
    await saveCopies(db, url, NO_COPIES);
    return;
  }
  await Promise.all([...copies.values()].map((copy) => objects.put(copy)));
  if (await saveCopies(db, url, [...copies.keys()])) return;
  // Replaced, hidden or erased with its seller meanwhile: whoever did that knew nothing of these copies.
  await objects.remove([...copies.values()].map((copy) => copy.key));
}

async function makeCopies(
  { makeVariants }: CopyPicturesDeps,
  picture: { key: string; body: Uint8Array },
): Promise<Map<string, StoredObject> | null> {
  try {
    return await makeVariants(picture);
  } catch (error) {
    if (error instanceof SokoError && error.code === 'image_undecodable') return null;
    throw error;
  }
}
