import type { ObjectStore, StoredObject } from '@/lib/media/object-store';

/** An ObjectStore that only remembers, and fails when told to. */
export class RememberingObjects implements Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'> {
  readonly kept = new Map<string, StoredObject>();
  failWith: Error | null = null;

  async put(object: StoredObject): Promise<string> {
    if (this.failWith) throw this.failWith;
    this.kept.set(object.key, object);
    return this.publicUrl(object.key);
  }

  publicUrl(key: string): string {
    return `/media/${key}`;
  }

  async get(key: string): Promise<StoredObject | null> {
    return this.kept.get(key) ?? null;
  }

  async remove(keys: string[]): Promise<void> {
    for (const key of keys) this.kept.delete(key);
  }

  urls(): string[] {
    return [...this.kept.keys()].map((key) => `/media/${key}`).sort();
  }
}
