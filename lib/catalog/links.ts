import type { FoundProduct } from './catalog-scout';
import type { LinkPath } from './link-path';
import { linkPieces } from './link-pieces';
import { readLink } from './read-link';
import { PASTE_LIMITS, type PasteLimits, type RefusalCode, type RefusedLink, refuse } from './refusals';
import { readTypedPhone } from './typed-phone';

/** Refused links that are told one by one, so that an answer stays readable. */
const MOST_REFUSED = 100;
/** Of those that a limit kept out, which have to be pasted again, many more are named; then it only says so. */
const MOST_LEFT_OVER = 1_000;

export interface PastedLinks {
  /** Sellers whose whole catalogue was linked, without repetition, as E.164 digits. */
  catalogues: string[];
  /** Products that were linked one by one, without repetition. */
  products: FoundProduct[];
  refused: RefusedLink[];
  /** The text is a phone number and nothing else: whose catalogue may be meant. */
  typedPhone?: string;
}

export interface PastedLinksOptions {
  /** WHATSAPP_ORIGIN: its links are understood too. */
  whatsappOrigin?: string;
  /** Everybody's, unless given. */
  limits?: PasteLimits;
}

/**
 * Understands whatever a seller pastes: every link in it is taken or refused with a reason; other words are left alone.
 * Runs in the browser too, for the preview. Linear in the text's length.
 */
export function readPastedLinks(
  text: string,
  { whatsappOrigin = 'https://wa.me', limits = PASTE_LIMITS }: PastedLinksOptions = {},
): PastedLinks {
  const origin = new URL(whatsappOrigin);
  const catalogues = new Set<string>();
  const products = new Map<string, FoundProduct>();
  const sellers = new Set<string>();
  const refused = new Map<string, RefusedLink>();
  const leftOver = new Map<string, RefusedLink>();
  const refuseOnce = (piece: string, code: RefusalCode): void => {
    const refusal = refuse(piece, code);
    if (refused.size < MOST_REFUSED) refused.set(refusal.text, refusal);
  };
  const leaveOver = (piece: string, code: RefusalCode): void => {
    const refusal = leftOver.size < MOST_LEFT_OVER ? refuse(piece, code) : refuse('', 'more_refused');
    leftOver.set(refusal.text, refusal);
  };
  /** Why a link that is new to this paste is one too many. */
  const overLimit = (link: Exclude<LinkPath, { kind: 'refused' }>): RefusalCode | null => {
    if (catalogues.size + products.size >= limits.links) return 'too_many_links';
    if (link.kind === 'catalogue' && catalogues.size >= limits.catalogues) return 'too_many_catalogues';
    return sellers.size >= limits.sellers && !sellers.has(link.sellerPhone) ? 'too_many_sellers' : null;
  };

  for (const piece of linkPieces(text)) {
    const read = readLink(piece, origin);
    if (read === null) continue;
    if (read.kind === 'refused') {
      refuseOnce(piece, read.code);
      continue;
    }
    const isKnown = read.kind === 'catalogue' ? catalogues.has(read.sellerPhone) : products.has(keyOf(read));
    if (isKnown) continue;
    const over = overLimit(read);
    if (over !== null) {
      leaveOver(piece, over);
      continue;
    }
    sellers.add(read.sellerPhone);
    if (read.kind === 'catalogue') catalogues.add(read.sellerPhone);
    else products.set(keyOf(read), { productId: read.productId, sellerPhone: read.sellerPhone });
  }

  let typedPhone: string | null = null;
  if (catalogues.size + products.size + refused.size === 0) {
    const words = text.trim();
    const isPhone = /^[+(]?\d[\d\s().-]{5,20}$/.test(words.slice(0, 40));
    if (isPhone) typedPhone = readTypedPhone(words);
    refuseOnce(words, isPhone ? 'phone_only' : 'no_link');
  }
  return {
    ...(typedPhone === null ? {} : { typedPhone }),
    catalogues: [...catalogues],
    products: [...products.values()],
    refused: [...refused.values(), ...leftOver.values()],
  };
}

const keyOf = ({ productId, sellerPhone }: FoundProduct): string => `${productId}/${sellerPhone}`;
