import type { VectorMatch } from '@/lib/vectors/vector-store';
import type { CandidateRow } from './read-candidates';

/** Some 300 bytes each. */
const MOST_KNOWN = 100_000;

/**
 * Rows that one search after another reads, as of the index's entry. All of a row that an entry does not hold comes with the picture
 * or the listing, and a change of either changes the entry, too. Whether a product is still live is looked at again for its card.
 */
export class CandidateCache {
  private readonly known = new Map<string, { version: string; row: CandidateRow }>();

  constructor(private readonly most = MOST_KNOWN) {}

  get({ productId, version }: VectorMatch): CandidateRow | undefined {
    const known = this.known.get(productId);
    return known !== undefined && known.version === version ? known.row : undefined;
  }

  keep({ productId, version }: VectorMatch, row: CandidateRow): void {
    // A picture that is still to be looked at (inngest/stages/describe-pictures.ts) changes no entry.
    if (version === undefined || row.colours === null) return;
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(productId, { version, row });
  }
}
