import type { Candidate } from './candidates';

export function candidate(productId: string, score: number, more: Partial<Candidate> = {}): Candidate {
  return {
    productId,
    score,
    hasWords: false,
    sellerPhone: `2547${productId.padStart(8, '0')}`,
    pictureHash: null,
    colours: [],
    priceAmount: null,
    priceCurrency: null,
    listedAt: 0,
    ...more,
  };
}
