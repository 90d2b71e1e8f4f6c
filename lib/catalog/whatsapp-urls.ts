/** A seller's catalogue. `origin` is WHATSAPP_ORIGIN. */
export const catalogueUrl = (origin: string, sellerPhone: string): string => `${trimmed(origin)}/c/${sellerPhone}`;

/** One product's page. `origin` is WHATSAPP_ORIGIN. */
export const productUrl = (origin: string, productId: string, sellerPhone: string): string =>
  `${trimmed(origin)}/p/${productId}/${sellerPhone}`;

/** Opens a chat with the seller, with the text already written. Always WhatsApp's own: shoppers follow it. */
export const whatsappChatUrl = (sellerPhone: string, text?: string): string =>
  `https://wa.me/${sellerPhone}${text === undefined || text === '' ? '' : `?text=${encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))}`}`;

const trimmed = (origin: string): string => origin.replace(/\/$/, '');
