import type { Category } from '@/lib/quality/categories.schema';

export interface PriceView {
  /** In the currency's main unit. */
  amount: number;
  /** ISO 4217. */
  currency: string;
}

/** A smaller copy of a stored picture. */
export interface PictureSource {
  url: string;
  type: 'image/avif' | 'image/webp';
  /** Pixels. */
  width: number;
}

/** One product as shoppers and the HTTP API see it. Texts are the seller's own words: untrusted, shown as text only. */
export interface ProductView {
  productId: string;
  seller: { id: string; name: string | null };
  title: string;
  description: string | null;
  price: PriceView | null;
  /** As the seller wrote it. */
  priceText: string | null;
  category: Category | null;
  /** Soko's own copy first, WhatsApp's short-lived link second. */
  imageUrl: string | null;
  s3ImageUrl: string | null;
  /** Smaller copies of the stored picture, best format first; empty while only WhatsApp's link is there. */
  pictureSources: PictureSource[];
  imageWidth: number | null;
  imageHeight: number | null;
  /** A tiny data: URL to show while the picture loads. */
  imagePlaceholder: string | null;
  /** ISO 8601: when the product was last seen on WhatsApp. */
  lastHydratedAt: string | null;
  listedAt: string | null;
  /** A chat with the seller, with a message that names the product. */
  whatsappUrl: string;
}

export interface ProductPage {
  products: ProductView[];
  nextCursor: string | null;
}

export interface ProductMatch {
  product: ProductView;
  /** Cosine similarity, -1 to 1; higher is nearer. */
  score: number;
}

/** Products that say the same as the one they stand behind. At most 12: what is more stands for itself again. */
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
   * In milliseconds. `embedMs`: waiting for the model; `searchMs`: looking in the index and reading what was found; `totalMs`: from the
   * request's arrival, its photo's decoding included.
   */
  took: { embedMs: number; searchMs: number; totalMs: number };
  /** How many products come before the drop in score, those behind others included; null while no drop can be seen. */
  goodCount: number | null;
  /** Opens this photo search again (`photo=`) until it expires: its vector is kept, never the photo. Null without a photo. */
  photoToken: string | null;
  /** ISO 8601. */
  photoTokenExpiresAt: string | null;
  mode: SearchMode;
}
