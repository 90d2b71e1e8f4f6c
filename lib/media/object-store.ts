export interface StoredObject {
  /** Content-addressed, e.g. `products/ab/cdef….jpg`: the same picture is stored once. */
  key: string;
  body: Uint8Array;
  contentType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
}

/**
 * Keeps the approved pictures. Errors: `object_store_unavailable` (retried), `object_store_refused` (never retried; a
 * fault of `images` while credentials, bucket, address or room have to be mended).
 */
export interface ObjectStore {
  /**
   * Idempotent. Sets the content type and a cache header for a year (keys never change their content). Returns the
   * public URL.
   */
  put(object: StoredObject): Promise<string>;
  /** Null when it is not there. */
  get(key: string): Promise<{ body: Uint8Array; contentType: string } | null>;
  remove(keys: string[]): Promise<void>;
  publicUrl(key: string): string;
  ping(): Promise<void>;
}
