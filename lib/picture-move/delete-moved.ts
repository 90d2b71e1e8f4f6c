import pLimit from 'p-limit';
import { keyOfUrl } from '@/lib/media/content-key';
import { copiesOfPicture } from '@/lib/media/copies-of-picture';
import { isShownByAnyProduct } from '@/lib/products/stored-image';
import { isSame, type PictureMove, type PictureProblem } from './move-pictures';
import { type ShownPicture, shownPictures } from './moved-rows';

const BATCH = 100;
const AT_ONCE = 8;

export interface MovedDeleted {
  deleted: number;
  /** Kept in the old place: it does not read the same in the new one. */
  problems: PictureProblem[];
}

/**
 * Deletes from the old place what products show from the new one, copies first; each is compared once more. What no
 * product shows stays: somebody may be about to. Killed anywhere, it can be begun again.
 */
export async function deleteMoved(move: Omit<PictureMove, 'onProgress'>): Promise<MovedDeleted> {
  const place = move.fromName === 'folder' ? 'bucket' : 'folder';
  const limit = pLimit(AT_ONCE);
  const outcome: MovedDeleted = { deleted: 0, problems: [] };
  for await (const pictures of shownPictures(move.db, { place, limit: BATCH })) {
    for (const one of await Promise.all(pictures.map((picture) => limit(() => deleteOne(move, picture))))) {
      if (one === 'deleted') outcome.deleted++;
      else if (one !== null) outcome.problems.push(one);
    }
  }
  return outcome;
}

/** Null: there is nothing of it in the old place, or products still show it from there. */
async function deleteOne(
  { db, from, to }: Omit<PictureMove, 'onProgress'>,
  { url, variants }: ShownPicture,
): Promise<'deleted' | PictureProblem | null> {
  const key = keyOfUrl(url);
  if (key === null || (await isShownByAnyProduct(db, [from.store.publicUrl(key)]))) return null;
  const found = await from.store.get(key);
  if (found === null) return null;
  const shown = await to.readAsShown(key);
  if (shown === null || !isSame(shown, found.body)) return { key, problem: 'differs' };
  await from.store.remove(await copiesOfPicture(from.store, { key, variants }));
  await from.store.remove([key]);
  return 'deleted';
}
