/** A seller's catalogue. `origin` is WHATSAPP_ORIGIN. */
export const catalogueUrl = (origin: string, sellerPhone: string): string => `${trimmed(origin)}/c/${sellerPhone}`;

export const productUrl = (origin: string, productId: string, sellerPhone: string): string =>
  `${trimmed(origin)}/p/${productId}/${sellerPhone}`;

const trimmed = (origin: string): string => origin.replace(/\/$/, '');
