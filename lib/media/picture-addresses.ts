import { keyOfUrl } from './content-key';
import type { ObjectStore } from './object-store';

/** Where web serves the folder's pictures. */
export const FOLDER_ADDRESS = '/media/';

/**
 * Every address that rows may have for the picture at this one. While pictures are moved from the folder to a bucket or
 * back, products that share one may name it by two.
 */
export function addressesOf(url: string, objects: Pick<ObjectStore, 'publicUrl'>): string[] {
  const key = keyOfUrl(url);
  return key === null ? [url] : [...new Set([url, `${FOLDER_ADDRESS}${key}`, objects.publicUrl(key)])];
}
