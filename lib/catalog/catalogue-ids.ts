import { readLinkPath } from './link-path';

/** Text of pages and answers that is looked through at most. */
const MAX_JSON = 8 * 1024 * 1024;
/** A product's link, in HTML or in JSON with its slashes escaped or not. */
const LINK_IN_TEXT = /(?:\\?\/)(?:p|product)(?:\\?\/)(\d{1,20})(?:\\?\/)(\d{7,15})(?!\d)/g;
/** Ids of 16 and more digits would lose their last ones as numbers. */
const LONG_NUMBER = /([:[,]\s*)(\d{15,20})(?=\s*[,}\]])/g;
const MAX_DEPTH = 60;
const PHONE_FIELDS = 'business_jid owner_jid jid wid seller_phone sellerPhone phone phone_number'.split(' ');
/** What a product has beside its id and its name. */
const PRODUCT_FIELDS = 'price currency availability retailer_id image images media image_cdn_urls href url'.split(' ');

/** The product that a link leads to, if it is this seller's. Hosts are the caller's business. */
export function productIdInHref(href: string, sellerPhone: string): string | null {
  const path = /^(?:[a-z]+:\/\/[^/?#]*)?([^?#]*)/i.exec(href)?.[1] ?? '';
  const read = readLinkPath(path);
  return read.kind === 'product' && read.sellerPhone === sellerPhone ? read.productId : null;
}

/**
 * Product ids of this seller inside JSON: links to products, and objects that are products by their own words. Where a
 * phone stands around them it must be this one; numbers that merely look like ids are left alone.
 */
export function productIdsInJson(text: string, sellerPhone: string): string[] {
  const ids = new Set<string>();
  const readable = text.slice(0, MAX_JSON);
  for (const [, id, phone] of readable.matchAll(LINK_IN_TEXT))
    if (id !== undefined && phone === sellerPhone) ids.add(id);
  const data = parseJson(readable);
  if (data !== undefined) walk(data, { phone: sellerPhone, wanted: sellerPhone, inProducts: false, depth: 0 }, ids);
  return [...ids];
}

interface Place {
  /** The nearest phone named around this value; the page's own until another is named. */
  phone: string;
  wanted: string;
  /** Under a key that announces products. */
  inProducts: boolean;
  depth: number;
}

function walk(value: unknown, place: Place, ids: Set<string>): void {
  if (typeof value !== 'object' || value === null || place.depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, { ...place, depth: place.depth + 1 }, ids);
    return;
  }
  // A JSON object that is no array.
  const object = value as Record<string, unknown>;
  const phone = phoneOf(object) ?? place.phone;
  const id = productIdOf(object, place.inProducts);
  if (id !== null && phone === place.wanted) ids.add(id);
  for (const [key, child] of Object.entries(object)) {
    const inProducts =
      /product|catalog|items?$/i.test(key) || (place.inProducts && /^(?:edges?|nodes?|data|results?|list)$/i.test(key));
    walk(child, { ...place, phone, inProducts, depth: place.depth + 1 }, ids);
  }
}

function phoneOf(object: Record<string, unknown>): string | null {
  for (const key of PHONE_FIELDS) {
    const value = object[key];
    const digits = typeof value === 'string' ? /^\+?(\d{7,15})(?:@[a-z.]+)?$/.exec(value)?.[1] : undefined;
    if (digits !== undefined) return digits;
  }
  return null;
}

function productIdOf(object: Record<string, unknown>, inProducts: boolean): string | null {
  const isProduct = inProducts || (typeof object.__typename === 'string' && /product/i.test(object.__typename));
  const named = digitsOf(object.product_id ?? object.productId);
  if (named !== null) return named;
  // A bare "id" means many things: it counts only in an object that also has what a product has.
  const described =
    typeof (object.name ?? object.title) === 'string' && PRODUCT_FIELDS.some((field) => field in object);
  return isProduct && described ? digitsOf(object.id) : null;
}

function digitsOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && /^\d{5,20}$/.test(text) ? text : null;
}

function parseJson(text: string): unknown {
  // `for (;;);` keeps JSON from being read as a script.
  const json = text.replace(/^\s*(?:for\s*\(;;\);|\)\]\}',?)\s*/, '');
  if (!/^\s*[[{]/.test(json)) return undefined;
  for (const candidate of [json.replace(LONG_NUMBER, '$1"$2"'), json]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The second candidate is the text as it came.
    }
  }
  return undefined;
}
