import type { VectorMatch } from '@/lib/vectors/vector-store';
import type { CandidateRow } from './candidates';

/** Some 300 bytes each. */
const MOST_KNOWN = 100_000;

/** Rows name sellers by their phone: twice this long after a seller was erased, none of theirs is left here. */
const GENERATION_MS = 15 * 60_000;

interface Known {
  version: string;
  row: CandidateRow;
}

/**
 * Candidates' rows, by the version of their entry in the index: whatever changes a row changes its entry, too.
 * Whether a product is still live is asked again when its card is read.
 */
export class CandidateCache {
  private young = new Map<string, Known>();
  private old = new Map<string, Known>();
  private aging: NodeJS.Timeout | undefined;

  constructor(private readonly most = MOST_KNOWN) {}

  get({ productId, version }: VectorMatch): CandidateRow | undefined {
    const known = this.young.get(productId) ?? this.old.get(productId);
    return known !== undefined && known.version === version ? known.row : undefined;
  }

  keep({ productId, version }: VectorMatch, row: CandidateRow): void {
    // Describing a picture later changes the row, but not the entry.
    if (version === undefined || row.colours === null) return;
    if (this.size >= this.most) {
      this.young.clear();
      this.old.clear();
    }
    this.old.delete(productId);
    this.young.set(productId, { version, row });
    this.age();
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  /** By a timer, so that it also happens when nobody searches any more. */
  private age(): void {
    this.aging ??= setTimeout(() => {
      this.aging = undefined;
      this.old = this.young;
      this.young = new Map();
      if (this.old.size > 0) this.age();
    }, GENERATION_MS).unref();
  }
}
