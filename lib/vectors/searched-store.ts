import type { StoresBySpace } from './stores-by-space';
import type { VectorStore } from './vector-store';

/** Searches that began with the store before have ended by then. */
const STRAGGLERS_MS = 60_000;

/**
 * The store that searches of this process go to: that of the space in use, but after a swap the one before, until the
 * new one is in memory, so that nobody waits for that.
 */
export class SearchedStore {
  private searched: VectorStore | null = null;
  private loading: Promise<void> | null = null;

  constructor(
    private readonly stores: StoresBySpace,
    private readonly currentSpace: () => Promise<string>,
    private readonly stragglersMs: number = STRAGGLERS_MS,
  ) {}

  async current(): Promise<VectorStore> {
    const space = await this.currentSpace();
    const { searched } = this;
    if (searched?.space === space) return searched;
    const coming = await this.stores.of(space);
    if (searched === null) {
      this.searched ??= coming;
      return coming;
    }
    // A failure is tried again by the next search.
    this.loading ??= this.moveTo(coming).catch(() => {});
    return searched;
  }

  /** Reads ahead what searches will need. */
  async load(): Promise<void> {
    await (await this.current()).load();
  }

  private async moveTo(coming: VectorStore): Promise<void> {
    try {
      await coming.load();
      const before = this.searched;
      this.searched = coming;
      const forget = () => {
        // It may have been put to use again.
        if (before && before !== this.searched) void this.stores.forget(before.space).catch(() => {});
      };
      setTimeout(forget, this.stragglersMs).unref();
    } finally {
      this.loading = null;
    }
  }
}
