import { keyOfUrl } from './content-key';
import type { ObjectStore } from './object-store';

/** What the store has behind a link of ours; null where it is none of ours, or is lost. Errors: the store's. */
export async function readStored(objects: Pick<ObjectStore, 'get'>, url: string): ReturnType<ObjectStore['get']> {
  const key = keyOfUrl(url);
  return key === null ? null : objects.get(key);
}
