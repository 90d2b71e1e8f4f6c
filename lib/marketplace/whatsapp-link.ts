import { productUrl, whatsappChatUrl } from '@/lib/catalog/whatsapp-urls';

interface Subject {
  productId: string;
  sellerPhone: string;
  title: string;
}

/** Long titles make links that some phones cut off. */
const LONGEST_TITLE = 120;

/** A chat with the seller whose first message names the product and links to it. */
export function productChatUrl({ productId, sellerPhone, title }: Subject): string {
  const link = productLink(productId, sellerPhone);
  const message = `Hello! Is “${titleInMessage(title)}” still available? I found it on Soko: ${link}`;
  return whatsappChatUrl(sellerPhone, message);
}

/** The same chat with a first message in other words. `write` gets the product's name, cut to fit, and its link. */
export function chatUrlInWords(
  { whatsappUrl, productId, title }: { whatsappUrl: string; productId: string; title: string },
  write: (parts: { title: string; link: string }) => string,
): string {
  const sellerPhone = new URL(whatsappUrl).pathname.slice(1);
  const link = productLink(productId, sellerPhone);
  return whatsappChatUrl(sellerPhone, write({ title: titleInMessage(title), link }));
}

/** WhatsApp's own, whatever WHATSAPP_ORIGIN is: shoppers follow it. */
const productLink = (productId: string, sellerPhone: string) => productUrl('https://wa.me', productId, sellerPhone);

function titleInMessage(title: string): string {
  const name = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE).trimEnd()}…` : title;
  return name.toWellFormed();
}
