import type { VectorMatch } from '@/lib/vectors/vector-store';
import type { CandidateRow } from './read-candidates';

/** Some 300 bytes each. */
const MOST_KNOWN = 100_000;

/**
 * They name sellers by their phone: of one who is erased, which another process does, nothing is left here after twice this, and
 * whatever is still searched for is read once more in it.
 */
const GENERATION_MS = 15 * 60_000;

interface Known {
  version: string;
  row: CandidateRow;
}

/**
 * Rows that one search after another reads, as of the index's entry. All of a row that an entry does not hold comes with the picture
 * or the listing, and a change of either changes the entry, too. Whether a product is still live is looked at again for its card.
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
    // A picture that is still to be looked at (inngest/stages/describe-pictures.ts) changes no entry.
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

  /** Also when nobody searches any more. */
  private age(): void {
    this.aging ??= setTimeout(() => {
      this.aging = undefined;
      this.old = this.young;
      this.young = new Map();
      if (this.old.size > 0) this.age();
    }, GENERATION_MS).unref();
  }
}
