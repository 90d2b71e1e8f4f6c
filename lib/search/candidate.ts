import type { PictureHash } from '@/lib/media/perceptual-hash';

/** What deciding about a match's place needs to know of it; its words and pictures are read for those on the page alone. */
export interface Candidate {
  productId: string;
  /** Higher is nearer; of one search comparable. */
  score: number;
  sellerPhone: string;
  /** Null for products that were embedded before pictures were described. */
  pictureHash: PictureHash | null;
  /** Its dominant colours, the most of it first. */
  colours: string[];
  priceAmount: number | null;
  priceCurrency: string | null;
  /** In ms. */
  listedAt: number;
}

export interface CandidateRange {
  offset: number;
  limit: number;
}

/** Live products that match, nearest first. `more`: whether there are others behind them. */
export type MatchSource = (range: CandidateRange) => Promise<{ candidates: Candidate[]; more: boolean }>;
