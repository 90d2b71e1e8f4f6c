import { type LinkPath, readLinkPath } from './link-path';
import { linkPieces } from './link-pieces';
import type { RefusalCode } from './refusals';
import { unescaped, wrappedLink } from './wrapped-links';

type ReadLink = Exclude<LinkPath, { kind: 'refused' }> | { kind: 'refused'; code: RefusalCode };

const MAX_PIECE = 2_000;
/** Links are shared from app to app. */
const MOST_WRAPPED = 5;
/** Some apps make a link of a list's number as well: `http://1.wa.me/p/…`. It is WhatsApp's domain all the same. */
const WHATSAPP_HOST = /^(?:(?:www\.|\d{1,3}\.)?wa\.me|(?:(?:www|api|web)\.)?whatsapp\.com)$/;
/** Its other sites: help, business, calls, its network. */
const WHATSAPPS_OWN = /(?:^|\.)(?:wa\.me|whatsapp\.(?:com|net))$/;
/**
 * At the start or after a mark: not as the end of another host's name, nor within another link's path. What stands
 * before wa.me and a dot is a list's number or a sentence's last word.
 */
const KNOWN_HOST =
  /(?:^(?:\/\/)?|[^a-z0-9.@/-])((?:(?:www|api|web|chat)\.)?(?:whatsapp\.com|wa\.me)\/)|(?<![@/])\.(wa\.me\/)|(?:^|[^a-z0-9.@/-])\d{1,3}\.((?:www\.)?whatsapp\.com\/)/i;
/** A scheme other than the web's, or an address in place of a name: a link all the same, so it gets an answer. */
const FOREIGN = /^(?!https?:)[a-z][a-z0-9+.-]{1,20}:\/\/|^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\//i;
/** Their links say nothing of where they lead; and pages that only wrap, where they hold no link. */
const SHORTENERS = new Set(
  (
    'wa.link wa.ly wa.gy wa.chat wame.pro walink.co wasap.my bit.ly bitly.com j.mp tinyurl.com tiny.cc t.co t.ly ' +
    'cutt.ly rb.gy rebrand.ly is.gd v.gd goo.gl ow.ly buff.ly lnkd.in fb.me s.id linktr.ee lnk.bio shorturl.at ' +
    'l.wl.co l.facebook.com lm.facebook.com l.instagram.com'
  ).split(' '),
);

/** What one piece of a paste is; null for words that are no link. Wrapped links are read from their text alone. */
export function readLink(written: string, origin: URL, wrappings = 0): ReadLink | null {
  if (written.length > MAX_PIECE) {
    return /https?:\/\/|wa\.me\/|whatsapp\.com\//i.test(written) ? { kind: 'refused', code: 'link_too_long' } : null;
  }
  const piece = unescaped(written);
  const link = findLink(piece, origin);
  if (link === null && FOREIGN.test(piece)) {
    return { kind: 'refused', code: /^whatsapp:/i.test(piece) ? 'not_a_catalogue_link' : 'other_host' };
  }
  if (link === null) return null;
  const url = parse(link);
  if (url === null) return { kind: 'refused', code: 'suspicious_link' };
  const wrapped = url.username === '' && wrappings < MOST_WRAPPED ? wrappedLink(url) : null;
  if (wrapped !== null) {
    for (const inner of linkPieces(wrapped)) {
      const read = readLink(inner, origin, wrappings + 1);
      if (read !== null) return read;
    }
  }
  const refusal = refuseHost(url, link, origin);
  return refusal === null ? readLinkPath(url.pathname) : { kind: 'refused', code: refusal };
}

/** The link in a piece, with its scheme; one without must name a host of WhatsApp's or look like an address. */
function findLink(piece: string, origin: URL): string | null {
  const scheme = /https?:\/\//i.exec(piece);
  if (scheme !== null) return piece.slice(scheme.index);
  const known = KNOWN_HOST.exec(piece);
  const host = known?.[1] ?? known?.[2] ?? known?.[3];
  if (known !== null && host !== undefined)
    return `https://${piece.slice(known.index + known[0].length - host.length)}`;
  if (piece.toLowerCase().startsWith(`${origin.host}/`)) return `${origin.protocol}//${piece}`;
  return /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\/\S/i.test(piece) || /^www\.[a-z0-9-]{1,63}\.[a-z]/i.test(piece)
    ? `https://${piece}`
    : null;
}

/**
 * The URL, without what was glued to its end: no link of WhatsApp's has a letter outside ASCII after its host. An
 * ellipsis stays: what it cuts off is missing.
 */
function parse(link: string): URL | null {
  const [scheme = '', rest = ''] = splitOnce(link, '//');
  const hostEnd = /[/?#]/.exec(rest)?.index ?? rest.length;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, as a whole
  const glued = /[^\x00-\x7f…]/.exec(rest.slice(hostEnd))?.index ?? rest.length;
  const candidate = `${scheme}//${rest.slice(0, hostEnd + glued)}`;
  return URL.canParse(candidate) ? new URL(candidate) : null;
}

function refuseHost(url: URL, link: string, origin: URL): RefusalCode | null {
  const ours = url.host === origin.host || (WHATSAPP_HOST.test(url.hostname) && url.port === '');
  if (url.username !== '' || url.password !== '') return 'suspicious_link';
  if (ours) return null;
  if (url.hostname === 'chat.whatsapp.com') return 'group_link';
  if (WHATSAPPS_OWN.test(url.hostname) && url.port === '') return 'not_a_catalogue_link';
  if (SHORTENERS.has(url.hostname.replace(/^www\./, ''))) return 'short_link';
  const posing =
    /whatsapp|wa[.-]me/i.test(url.hostname) || url.hostname.includes('xn--') || /^https?:\/\/[^/?#]*\\/i.test(link);
  return posing ? 'suspicious_link' : 'other_host';
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
