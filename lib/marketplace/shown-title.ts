import { readAmounts } from '@/lib/hydration/price/read-price';
import type { PriceView } from './product-view.schema';

interface ReadPrice {
  price: PriceView | null;
  /** As the seller wrote it. */
  priceText: string | null;
  phone: string;
}

/**
 * A title beside its price: `Dress 2,500/=` is `Dress`. Only the price that was read is taken off, only where the title
 * begins or ends with it, and only where what is left says the same without it.
 */
export function shownTitle(title: string, { price, priceText, phone }: ReadPrice): string {
  if (price === null || !/\d/.test(title)) return title;
  const isThePrice = (one: PriceView) => one.amount === price.amount && one.currency === price.currency;
  const written = [
    ...(priceText === null ? [] : [priceText]),
    ...readAmounts(title, phone)
      .filter(isThePrice)
      .map(({ text }) => text.trim()),
  ];
  for (const text of written.sort((a, b) => b.length - a.length)) {
    // Of a range only the lower end stands beside the title.
    if (text.match(NUMBER)?.length !== 1) continue;
    const rest = before(title, text) ?? after(title, text);
    if (rest !== null && isWhole(rest)) return rest;
  }
  return title;
}

const NUMBER = /\d[\d.,'’ ]*/g;
/** What a seller puts between a name and its price, and around a price. */
const LABEL = String.raw`(?<![\p{L}\d])(?:price|bei|only|now|at)(?!\p{L})`;
const CLOSER = String.raw`(?<!\p{L})(?:only|tu|each)(?!\p{L})`;
const PICTURE = String.raw`\p{Extended_Pictographic}|[\ufe0f\u200d]`;
const JOINS_PRICE = new RegExp(String.raw`(?:[\s:;,.|@~•*_(\[=>–—-]|${PICTURE}|${LABEL})+$`, 'iu');
const ENDS_PRICE = new RegExp(String.raw`^(?:[\s:;,.|!~•*_)\]=–—-]|\/[=-]|${PICTURE}|${CLOSER})*$`, 'iu');
const OPENS_PRICE = new RegExp(String.raw`^(?:[\s:@~*_(\[]|${LABEL})*$`, 'iu');
const FOLLOWS_PRICE = new RegExp(String.raw`^(?:[\s:;,.|!~•*_)\]>–—-]|${CLOSER})+`, 'iu');
/** At its end a name that needs the amount: `2 for 500`, `delivery 200`. */
const LEANING = new Set(
  (
    'for to or and with plus per by of in about off less than worth delivery deposit fee shipping free size model no ' +
    'kwa kutoka hadi na au ya wa za la cha ni x'
  ).split(' '),
);
/** Alone or with another amount that this one is compared with: `was 4000 now 3000`. */
const COMPARING = new Set(
  'from was were before over under above below save usual normal rrp kuanzia ilikuwa'.split(' '),
);
const LEANS_BACK_ON_PRICE = /^(?:for|to|or|and|off|per|each|hadi|au|na|kwa|x)(?!\p{L})|^[\d/+&%]/iu;

/** The title up to a price at its end. */
function before(title: string, text: string): string | null {
  const at = title.lastIndexOf(text);
  if (at <= 0 || !isApart(title, at, text) || !ENDS_PRICE.test(title.slice(at + text.length))) return null;
  const rest = title.slice(0, at).replace(JOINS_PRICE, '');
  return leansOnPrice(rest) ? null : rest;
}

function leansOnPrice(rest: string): boolean {
  const [last = '', previous = ''] = rest.toLowerCase().split(/\s+/).reverse();
  return LEANING.has(last) || COMPARING.has(last) || (/\d/.test(last) && COMPARING.has(previous));
}

/** The title from behind a price at its beginning. */
function after(title: string, text: string): string | null {
  const at = title.indexOf(text);
  if (at < 0 || !isApart(title, at, text) || !OPENS_PRICE.test(title.slice(0, at))) return null;
  const behind = title.slice(at + text.length);
  const rest = behind.replace(FOLLOWS_PRICE, '');
  return rest === behind || LEANS_BACK_ON_PRICE.test(rest) ? null : rest;
}

/** No part of a longer word or number. */
function isApart(title: string, at: number, text: string): boolean {
  const [previous = '', next = ''] = [title.slice(0, at).at(-1), title.slice(at + text.length).at(0)];
  const joins = (outer: string, inner: string | undefined) =>
    /[\p{L}\d]/u.test(outer) && /[\p{L}\d]/u.test(inner ?? '');
  return !joins(previous, text.at(0)) && !joins(next, text.at(-1)) && !/\d[.,]$/.test(title.slice(0, at));
}

/** Still names something, and no bracket has lost its other half. */
function isWhole(rest: string): boolean {
  const count = (sign: string) => rest.split(sign).length;
  return /\p{L}[\p{L}\p{M}]/u.test(rest) && count('(') === count(')') && count('[') === count(']');
}
