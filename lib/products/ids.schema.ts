/** A product's id on WhatsApp. It can exceed a safe integer, so it is always text. */
export const PRODUCT_ID = /^\d{1,20}$/;

/** A seller's phone as WhatsApp's links have it: E.164 without the +. */
export const SELLER_PHONE = /^\d{7,15}$/;

/** The product whose page in Soko is at this path. */
export function productIdInPath(path: string): string | undefined {
  return /^\/products\/(\d{1,20})(?:[?#]|$)/.exec(path)?.[1];
}
