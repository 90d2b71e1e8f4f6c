import type { FoundProduct } from './catalog-scout';
import { type LinkPath, readLinkPath } from './link-path';
import { PASTE_LIMITS, type PasteLimits, type RefusalCode, type RefusedLink, refuse } from './refusals';

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
}

export interface PastedLinksOptions {
  /** WHATSAPP_ORIGIN: its links are understood too. */
  whatsappOrigin?: string;
  /** Everybody's, unless given. */
  limits?: PasteLimits;
}

const MAX_PIECE = 2_000;
const WHATSAPP_HOST = /^(?:(?:www\.)?wa\.me|(?:(?:www|api|web)\.)?whatsapp\.com)$/;
/** At the start or after a mark: not as the end of another host's name, nor within another link's path. */
const KNOWN_HOST = /(?:^(?:\/\/)?|[^a-z0-9.@/-])((?:(?:www|api|web|chat)\.)?(?:whatsapp\.com|wa\.me)\/)/i;
/** A scheme other than the web's, or an address in place of a name: a link all the same, so it gets an answer. */
const FOREIGN = /^(?!https?:)[a-z][a-z0-9+.-]{1,20}:\/\/|^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\//i;
const SHORTENERS = new Set(
  (
    'wa.link bit.ly tinyurl.com t.co cutt.ly rb.gy is.gd goo.gl linktr.ee wa.ly shorturl.at ' +
    'l.facebook.com lm.facebook.com l.instagram.com'
  ).split(' '),
);

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

  for (const piece of pieces(text)) {
    const read = readPiece(piece, origin);
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

  if (catalogues.size + products.size + refused.size === 0) {
    const words = text.trim();
    refuseOnce(words, /^\+?\d[\d\s().-]{5,20}$/.test(words.slice(0, 40)) ? 'phone_only' : 'no_link');
  }
  return {
    catalogues: [...catalogues],
    products: [...products.values()],
    refused: [...refused.values(), ...leftOver.values()],
  };
}

const keyOf = ({ productId, sellerPhone }: FoundProduct): string => `${productId}/${sellerPhone}`;

type ReadPiece = Exclude<LinkPath, { kind: 'refused' }> | { kind: 'refused'; code: RefusalCode };

/** Null for words that are no link. */
function readPiece(piece: string, origin: URL): ReadPiece | null {
  if (piece.length > MAX_PIECE) {
    return /https?:\/\/|wa\.me\/|whatsapp\.com\//i.test(piece) ? { kind: 'refused', code: 'link_too_long' } : null;
  }
  const link = findLink(piece, origin);
  if (link === null && FOREIGN.test(piece)) {
    return { kind: 'refused', code: /^whatsapp:/i.test(piece) ? 'not_a_catalogue_link' : 'other_host' };
  }
  if (link === null) return null;
  const url = parse(link);
  if (url === null) return { kind: 'refused', code: 'suspicious_link' };
  const refusal = refuseHost(url, link, origin);
  if (refusal !== null) return { kind: 'refused', code: refusal };
  return readLinkPath(url.pathname);
}

/** The link in a piece, with its scheme; one without must name a host of WhatsApp's or look like an address. */
function findLink(piece: string, origin: URL): string | null {
  const scheme = /https?:\/\//i.exec(piece);
  if (scheme !== null) return piece.slice(scheme.index);
  const known = KNOWN_HOST.exec(piece);
  if (known?.[1] !== undefined) return `https://${piece.slice(known.index + known[0].length - known[1].length)}`;
  if (piece.toLowerCase().startsWith(`${origin.host}/`)) return `${origin.protocol}//${piece}`;
  return /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\/\S/i.test(piece) || /^www\.[a-z0-9-]{1,63}\.[a-z]/i.test(piece)
    ? `https://${piece}`
    : null;
}

/** The URL, without what was glued to its end: no link of WhatsApp's has a letter outside ASCII after its host. */
function parse(link: string): URL | null {
  const [scheme = '', rest = ''] = splitOnce(link, '//');
  const hostEnd = /[/?#]/.exec(rest)?.index ?? rest.length;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, as a whole
  const glued = /[^\x00-\x7f]/.exec(rest.slice(hostEnd))?.index ?? rest.length;
  const candidate = `${scheme}//${rest.slice(0, hostEnd + glued)}`;
  return URL.canParse(candidate) ? new URL(candidate) : null;
}

function refuseHost(url: URL, link: string, origin: URL): RefusalCode | null {
  const ours = url.host === origin.host || (WHATSAPP_HOST.test(url.hostname) && url.port === '');
  if (url.username !== '' || url.password !== '') return 'suspicious_link';
  if (ours) return null;
  if (url.hostname === 'chat.whatsapp.com') return 'group_link';
  if (SHORTENERS.has(url.hostname)) return 'short_link';
  const posing =
    /whatsapp|wa[.-]me/i.test(url.hostname) || url.hostname.includes('xn--') || /^https?:\/\/[^/?#]*\\/i.test(link);
  return posing ? 'suspicious_link' : 'other_host';
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/** Zero-width characters, marks of writing direction, soft hyphens: a link copied out of a chat brings them along. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const BREAKS = /[\s<>"'`«»“”‘’„(){}[\]|,;，。、；؛،]+/;
/** A phone in groups behind the part of a link that it belongs to. All counts are bounded: the text may be hostile. */
const GROUPED_PHONE =
  /(\/(?:c|catalog|(?:p|product)\/\d{1,20})\/)[ \u00a0]?(\+?\d{1,9}(?:[ \u00a0\u2009\u202f.-]{1,2}\d{1,9}){1,6})/gi;

/** The pasted text cut into pieces that each hold one link at most. Linear in the text's length. */
function pieces(text: string): string[] {
  return joinGroupedPhones(text.replace(INVISIBLE, ''))
    .split(BREAKS)
    .flatMap((token) => token.split(/(?=https?:\/\/)/i))
    .filter((piece) => piece !== '');
}

function joinGroupedPhones(text: string): string {
  return text.replace(GROUPED_PHONE, (_all, prefix: string, phone: string) => prefix + joinGroups(phone));
}

/** `+254 712 345 678 2 pcs` is a phone and something else: groups are taken while they fit a phone. */
function joinGroups(written: string): string {
  const groups = written.split(/[ \u00a0\u2009\u202f.-]+/);
  let joined = groups.shift() ?? '';
  const room = joined.replace('+', '').startsWith('1') ? 11 : 12;
  while (groups[0] !== undefined && joined.replace('+', '').length + groups[0].length <= room) joined += groups.shift();
  return [joined, ...groups].join(' ');
}
