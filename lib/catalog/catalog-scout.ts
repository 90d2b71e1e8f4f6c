/** One product as the Scout or a pasted link names it. */
export interface FoundProduct {
  /** 1 to 20 digits, a string: longer than a safe integer. */
  productId: string;
  /** E.164 digits without +, 7 to 15. */
  sellerPhone: string;
}

/** "0 products" is never one of the answers: it does not mean that the catalogue is empty. */
export type ScoutOutcome =
  | {
      kind: 'found';
      products: FoundProduct[];
      /** False when a bound (time, scrolls, products) ended the scroll before new ids stopped coming. */
      complete: boolean;
    }
  | { kind: 'interstitial' }
  | { kind: 'not_found' }
  | { kind: 'blocked'; retryAfterMs?: number }
  | { kind: 'not_understood'; detail: string };

/**
 * Reads product ids from one seller’s catalogue page. Throws SokoError for faults of ours (no browser, it crashed) and
 * when WhatsApp cannot be reached at all (network, 5xx): the error says whether to try again.
 */
export interface CatalogScout {
  scout(phone: string, options?: { signal?: AbortSignal }): Promise<ScoutOutcome>;
  close(): Promise<void>;
}
