interface Subject {
  productId: string;
  sellerPhone: string;
  title: string;
}

/** Long titles make links that some phones cut off. */
const LONGEST_TITLE = 120;

/** A chat with the seller whose first message names the product and links to it. */
export function whatsappChatUrl({ productId, sellerPhone, title }: Subject): string {
  const name = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE).trimEnd()}…` : title;
  const message = `Hello! Is “${name.toWellFormed()}” still available? I found it on Soko: https://wa.me/p/${productId}/${sellerPhone}`;
  return `https://wa.me/${sellerPhone}?text=${encodeURIComponent(message)}`;
}
