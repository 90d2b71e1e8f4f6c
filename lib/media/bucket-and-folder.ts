import type { ObjectStore, StoredObject } from './object-store';
import { pictureOfCopy } from './picture-variants';

/**
 * A bucket, and the folder that pictures were kept in before or are moved back to (lib/picture-move/): what is in
 * either can be read, and what is erased goes from both. New pictures go to the bucket.
 */
export class BucketAndFolder implements ObjectStore {
  constructor(
    private readonly bucket: ObjectStore,
    private readonly folder: ObjectStore,
  ) {}

  /** A smaller copy is looked for beside its picture: wherever that lies. */
  async put(object: StoredObject): Promise<string> {
    const url = await this.bucket.put(object);
    const picture = pictureOfCopy(object.key);
    if (picture !== object.key && (await this.folder.get(picture)) !== null) await this.folder.put(object);
    return url;
  }

  async get(key: string): ReturnType<ObjectStore['get']> {
    return (await this.folder.get(key)) ?? (await this.bucket.get(key));
  }

  async remove(keys: string[]): Promise<void> {
    await this.bucket.remove(keys);
    await this.folder.remove(keys);
  }

  publicUrl(key: string): string {
    return this.bucket.publicUrl(key);
  }

  ping(): Promise<void> {
    return this.bucket.ping();
  }
}
