import { contentTypeOfKey } from './content-key';
import { objectStoreRefused } from './media-errors';
import type { StoredObject } from './object-store';

/** Throws for a key that contentKey never made: nothing else gets into a store, or near a file's path. */
function checkKey(key: string): StoredObject['contentType'] {
  const contentType = contentTypeOfKey(key);
  if (contentType === null) throw objectStoreRefused(`"${key.slice(0, 80)}" is not a key of a stored picture.`);
  return contentType;
}

export function checkObject({ key, contentType }: StoredObject): void {
  if (checkKey(key) !== contentType)
    throw objectStoreRefused(`${key} is not named like a picture of type ${contentType}.`);
}

export const isKey = (key: string): boolean => contentTypeOfKey(key) !== null;
