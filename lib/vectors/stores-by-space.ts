import type { VectorStore } from './vector-store';

/** One open store for each space that this process has asked for. */
export class StoresBySpace {
  private readonly stores = new Map<string, Promise<VectorStore>>();

  constructor(private readonly openStore: (space: string) => Promise<VectorStore>) {}

  of(space: string): Promise<VectorStore> {
    const known = this.stores.get(space);
    if (known) return known;
    const opened = this.openStore(space);
    this.stores.set(space, opened);
    opened.catch(() => this.stores.delete(space));
    return opened;
  }

  /** Closes that of a space which is not in use any more; asked for again, it is opened anew. */
  async forget(space: string): Promise<void> {
    const known = this.stores.get(space);
    this.stores.delete(space);
    await (await known)?.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.stores.keys()].map((space) => this.forget(space).catch(() => {})));
  }
}
