/** What a search was refused with. */
export interface RefusedSearch {
  /** 0 when nothing answered. */
  status?: number;
  code?: string;
  retryAfterSeconds?: number | null;
}

export type Trouble = 'expired' | 'busy' | 'gone' | 'photo' | 'photoAway' | 'unreachable' | 'broken';

/** What a refusal means for whoever searched. */
export function kindOfTrouble(error: RefusedSearch | null, hasPicture: boolean): Trouble {
  const { status = 500, code } = error ?? {};
  if (code === 'photo_search_expired') return 'expired';
  if (code === 'offline' || status === 0) return 'unreachable';
  if (status === 429) return 'busy';
  if (code === 'product_not_found' || code === 'seller_not_found') return 'gone';
  if (status >= 500) return hasPicture && status === 503 ? 'photoAway' : 'broken';
  return hasPicture ? 'photo' : 'broken';
}
