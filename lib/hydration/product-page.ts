import { readLinkPath } from '@/lib/catalog/link-path';
import { type PageHead, readHead } from './page-head';
import { LONGEST, storedText } from './stored-text';

export interface ProductPage {
  title: string | null;
  businessName: string | null;
  /** The seller's free text. */
  description: string | null;
  /** Its query exactly as the page has it: a signed link breaks when that is touched. */
  imageUrl: string | null;
  /** product:price:* as the page states it, unparsed. */
  statedPrice: { amount: string; currency: string } | null;
}

export type NotAProductPage =
  | 'empty_page'
  | 'redirected_home'
  | 'login_wall'
  | 'consent_wall'
  | 'another_product'
  | 'no_product_tags';

export type ProductPageOutcome =
  | { kind: 'product'; page: ProductPage }
  | { kind: 'gone' }
  | { kind: 'not_a_product_page'; code: NotAProductPage };

export interface PageContext {
  /** Where the page was found after all redirects. */
  finalUrl: string;
  productId: string;
  /** As earlier products of this seller named the business: settles titles that hold " from " themselves. */
  businessName?: string | null | undefined;
  /** Whether a picture may be fetched from there; of several the page's first such one is taken. */
  mayFetch?: (imageUrl: string) => boolean;
}

/** A signed link of Meta's has some 400; longer ones only fill the database. */
const MAX_URL = 4_000;
/** Amount and currency together, as they are stored and shown: a billion with cents has 13. */
const MAX_PRICE = 60;
/** WhatsApp about itself, not a product without a suffix. */
const GENERIC_TITLE =
  /^(?:whatsapp(?:\s*[|:.–—-].*|\s+(?:web|business|messenger|catalog)\b.*)?|.*\|\s*whatsapp.*|facebook|error)$/is;

/** What a page's head says: a product, that it is gone, or that this is another kind of page. */
export function readProductPage(html: string, context: PageContext): ProductPageOutcome {
  const { isEmpty, tags, documentTitle } = readHead(html);
  if (isEmpty) return { kind: 'not_a_product_page', code: 'empty_page' };
  const ogTitle = firstOf(tags, 'og:title')?.trim() ?? '';
  const imageUrls = readImageUrls(tags);
  const named = readPageTitle(ogTitle, context.businessName);
  const place = readPlace(context);
  if (named === null && imageUrls.length === 0 && /^page not found$/i.test(ogTitle || documentTitle))
    return { kind: 'gone' };
  if (place === 'another_product' || place === 'redirected_home') return { kind: 'not_a_product_page', code: place };
  // Without the suffix only a page that was found at the product's own address is taken for it.
  const unnamed = named === null && ogTitle !== '' && place === 'product' && !GENERIC_TITLE.test(ogTitle);
  if (named === null && !unnamed)
    return { kind: 'not_a_product_page', code: wallOf(context.finalUrl, documentTitle, tags) };
  return {
    kind: 'product',
    page: {
      title: storedText(named === null ? ogTitle : (named.title ?? ''), LONGEST.title),
      businessName: storedText(named?.businessName ?? '', LONGEST.businessName),
      description: storedText(firstOf(tags, 'og:description') ?? '', LONGEST.description),
      imageUrl: imageUrls.find((url) => context.mayFetch?.(url) ?? true) ?? null,
      statedPrice: readStatedPrice(tags),
    },
  };
}

function readPlace({
  finalUrl,
  productId,
}: PageContext): 'product' | 'another_product' | 'redirected_home' | 'elsewhere' {
  const { pathname } = new URL(finalUrl);
  const path = readLinkPath(pathname);
  if (path.kind === 'product') return path.productId === productId ? 'product' : 'another_product';
  return /^\/(?:[a-z]{2}(?:[_-][a-z]{2})?\/?)?$/i.test(pathname) ? 'redirected_home' : 'elsewhere';
}

function wallOf(finalUrl: string, documentTitle: string, tags: PageHead['tags']): NotAProductPage {
  const words = `${new URL(finalUrl).pathname} ${documentTitle} ${firstOf(tags, 'description') ?? ''}`;
  if (/log\s?in|sign\s?in|whatsapp web|ingia/i.test(words)) return 'login_wall';
  if (/consent|cookie|privacy/i.test(words)) return 'consent_wall';
  return 'no_product_tags';
}

const IMAGE_TAGS = ['og:image', 'og:image:secure_url', 'og:image:url', 'twitter:image', 'twitter:image:src'];

/** What may be the product's picture, best first. */
function readImageUrls(tags: PageHead['tags']): string[] {
  return IMAGE_TAGS.flatMap((tag) => tags.get(tag) ?? []).flatMap(readImageUrl);
}

function readImageUrl(content: string): string[] {
  const url = content
    .trim()
    .replace(/^\/\/(?=[^/])/, 'https://')
    .replaceAll('&amp;', '&');
  if (url === '' || url.length > MAX_URL || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return [];
  const { hostname, pathname } = new URL(url);
  // Meta's own icons, sent where the product has no picture.
  if (/^static\./.test(hostname) || pathname.startsWith('/rsrc.php')) return [];
  return /^http:/i.test(url) ? [url, url.replace(/^http:/i, 'https:')] : [url];
}

const firstOf = (tags: PageHead['tags'], name: string): string | undefined => tags.get(name)?.[0];

function readStatedPrice(tags: PageHead['tags']): ProductPage['statedPrice'] {
  const amount = firstOf(tags, 'product:price:amount') ?? firstOf(tags, 'og:price:amount');
  const currency = firstOf(tags, 'product:price:currency') ?? firstOf(tags, 'og:price:currency');
  if (amount === undefined || currency === undefined || amount.length + currency.length > MAX_PRICE) return null;
  return { amount: amount.trim(), currency: currency.trim() };
}

export interface PageTitle {
  /** Null when the suffix is all there is. */
  title: string | null;
  businessName: string | null;
}

/** `NAME from BUSINESS on WhatsApp.` in the languages it is sent in; the first is what our Accept-Language asks for. */
const SUFFIXES = [
  [' from ', / on WhatsApp\.?$/i],
  [' kutoka ', / (?:kwenye|katika) WhatsApp\.?$/i],
  [' de ', / sur WhatsApp\.?$/i],
  [' de ', / en WhatsApp\.?$/i],
  [' de ', / no WhatsApp\.?$/i],
  [' da ', / su WhatsApp\.?$/i],
  [' von ', / auf WhatsApp\.?$/i],
  [' من ', / على (?:واتساب|WhatsApp)\.?$/i],
] as const;

/**
 * Parts an og:title, or answers null where the suffix is missing. The last "from" is the suffix's own ("Shoes from
 * Italy from Mama Njeri"), unless the business is known by name: then it ends where that name begins.
 */
export function readPageTitle(ogTitle: string, knownBusinessName?: string | null): PageTitle | null {
  for (const [from, end] of SUFFIXES) {
    const body = ogTitle.replace(end, '');
    if (body === ogTitle) continue;
    // The name itself may be missing: "from Duka on WhatsApp." then starts the text.
    const padded = ` ${body}`;
    const known = knownBusinessName ? `${from}${knownBusinessName}` : null;
    const at = known !== null && padded.endsWith(known) ? padded.length - known.length : padded.lastIndexOf(from);
    if (at < 0) continue;
    return { title: textOrNull(padded.slice(0, at)), businessName: textOrNull(padded.slice(at + from.length)) };
  }
  return null;
}

const textOrNull = (text: string): string | null => text.trim() || null;
