import { variantNames } from './make-variants';
import type { ObjectStore } from './object-store';
import { besidePicture } from './picture-variants';

/**
 * The keys of a stored picture's smaller copies, for whoever removes them: those that its rows name or, where they name
 * none, those that may have been made all the same. Remove the copies first: with their picture gone nobody could tell
 * their names.
 */
export async function copiesOfPicture(
  objects: Pick<ObjectStore, 'get'>,
  { key, variants }: { key: string; variants: readonly string[] },
): Promise<string[]> {
  const names = variants.length > 0 ? variants : await unnamedCopies(objects, key);
  return names.map((name) => besidePicture(key, name));
}

async function unnamedCopies(objects: Pick<ObjectStore, 'get'>, key: string): Promise<string[]> {
  const picture = await objects.get(key);
  return picture === null ? [] : variantNames(picture.body);
}
