import { readPhone } from '@/lib/platform/phone';
import { type PhoneRefusal, readLinkedPhone } from './linked-phone';

/** Why a path of WhatsApp's names no catalogue and no product. */
export type PathRefusal =
  | 'chat_link'
  | 'message_link'
  | 'group_link'
  | 'channel_link'
  | 'not_a_catalogue_link'
  | 'catalogue_without_phone'
  | 'product_without_phone'
  | 'bad_product_id'
  | 'product_id_too_long'
  | PhoneRefusal;

export type LinkPath =
  | { kind: 'catalogue'; sellerPhone: string }
  | { kind: 'product'; productId: string; sellerPhone: string }
  | { kind: 'refused'; code: PathRefusal };

const LOCALE = /^[a-z]{2,3}([_-][a-z]{2,4})?$/i;
/** One-letter forms are wa.me's, words are www.whatsapp.com's; both hosts are seen with both. */
const CATALOGUE = new Set(['c', 'catalog']);
const PRODUCT = new Set(['p', 'product']);
const KNOWN = new Set([...CATALOGUE, ...PRODUCT, 'send', 'message', 'channel', 'qr']);

/** A page may hold links of any length; every part that means something is shorter, escaped as well. */
const MAX_SEGMENT = 200;

/** What the path of one of WhatsApp's links names. */
export function readLinkPath(pathname: string): LinkPath {
  const segments = pathname
    .split('/', 12)
    .map((segment) => decoded(segment.slice(0, MAX_SEGMENT)))
    .filter((segment) => segment !== '');
  const [first, second] = segments;
  // /sw/catalog/… and /en_GB/c/…, but not /c/… itself: "c" is one letter.
  if (first !== undefined && LOCALE.test(first) && second !== undefined && KNOWN.has(second.toLowerCase()))
    segments.shift();
  const kind = segments[0]?.toLowerCase() ?? '';
  if (CATALOGUE.has(kind)) return readCatalogue(segments[1]);
  if (PRODUCT.has(kind)) return readProduct(segments[1], segments[2]);
  return { kind: 'refused', code: refusalOf(kind) };
}

function readCatalogue(phone: string | undefined): LinkPath {
  if (phone === undefined) return { kind: 'refused', code: 'catalogue_without_phone' };
  const read = readLinkedPhone(phone);
  return read.ok ? { kind: 'catalogue', sellerPhone: read.phone } : { kind: 'refused', code: read.code };
}

function readProduct(id: string | undefined, phone: string | undefined): LinkPath {
  if (id === undefined || !/^\d+$/.test(id)) return { kind: 'refused', code: 'bad_product_id' };
  if (id.length > 20) return { kind: 'refused', code: 'product_id_too_long' };
  if (phone === undefined) return { kind: 'refused', code: 'product_without_phone' };
  const read = readLinkedPhone(phone);
  return read.ok ? { kind: 'product', productId: id, sellerPhone: read.phone } : { kind: 'refused', code: read.code };
}

function refusalOf(kind: string): PathRefusal {
  if (kind === 'message' || kind === 'qr') return 'message_link';
  if (kind === 'channel') return 'channel_link';
  if (kind === 'send' || readPhone(kind).ok || readPhone(kind.replace(/\D+$/, '')).ok) return 'chat_link';
  return 'not_a_catalogue_link';
}

/** Direction marks and the like, which a link that was copied out of a chat holds escaped. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).replace(INVISIBLE, '');
  } catch {
    return segment;
  }
}

/** The address of a seller's catalogue, for a browser. `origin` is WHATSAPP_ORIGIN. */
export const catalogueUrl = (origin: string, sellerPhone: string): string => `${trimmed(origin)}/c/${sellerPhone}`;

export const productUrl = (origin: string, productId: string, sellerPhone: string): string =>
  `${trimmed(origin)}/p/${productId}/${sellerPhone}`;

/** Opens a chat with the seller, with the text already written. Always WhatsApp's own: shoppers follow it. */
export function whatsappChatUrl(sellerPhone: string, text = ''): string {
  const query = text === '' ? '' : `?text=${encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))}`;
  return `https://wa.me/${sellerPhone}${query}`;
}

const trimmed = (origin: string): string => origin.replace(/\/$/, '');
