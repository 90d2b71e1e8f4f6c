import { type CardView, type ProductView, toCardView } from '@/lib/marketplace/product-view';

export interface ProductMatch {
  product: ProductView;
  /** Cosine similarity, -1 to 1; higher is nearer. */
  score: number;
}

/** Near-duplicates of the match they stand behind. At most 12: those beyond are shown on their own again. */
export interface AlikeProducts {
  count: number;
  /** The same picture (perhaps another seller's), or more of a seller who has several of the best matches. */
  why: 'same_picture' | 'same_seller';
  results: ProductMatch[];
}

export interface RankedMatch extends ProductMatch {
  /** Before the drop in score; false for all while no drop can be seen. */
  good: boolean;
  alike: AlikeProducts | null;
}

export interface MatchPage {
  results: RankedMatch[];
  nextCursor: string | null;
}

/** `words`: the model is away, and the words themselves were looked for. */
export type SearchMode = 'vectors' | 'words';

export interface SearchPage extends MatchPage {
  /**
   * In milliseconds. `embedMs`: waiting for the model; `searchMs`: searching the index and reading what was found;
   * `totalMs`: from the request's arrival, its photo's decoding included.
   */
  took: { embedMs: number; searchMs: number; totalMs: number };
  /** How many products come before the drop in score, those behind others included; null while no drop can be seen. */
  goodCount: number | null;
  /** Opens this photo search again (`photo=`) until it expires: its vector is kept, never the photo. */
  photoToken: string | null;
  /** ISO 8601. */
  photoTokenExpiresAt: string | null;
  mode: SearchMode;
}

type CardMatchOf<Match extends ProductMatch> = Omit<Match, 'product' | 'alike'> & { product: CardView };

/** A match as its card shows it: a page has thirty of them, each with up to twelve behind it. */
export interface CardMatch extends CardMatchOf<RankedMatch> {
  alike: (Omit<AlikeProducts, 'results'> & { results: CardMatchOf<ProductMatch>[] }) | null;
}

export interface CardSearchPage extends Omit<SearchPage, 'results'> {
  results: CardMatch[];
}

export function toCardSearchPage(page: SearchPage): CardSearchPage {
  return { ...page, results: page.results.map(toCardMatch) };
}

function toCardMatch({ product, alike, ...match }: RankedMatch): CardMatch {
  return {
    ...match,
    product: toCardView(product),
    alike:
      alike === null
        ? null
        : { ...alike, results: alike.results.map((one) => ({ ...one, product: toCardView(one.product) })) },
  };
}
