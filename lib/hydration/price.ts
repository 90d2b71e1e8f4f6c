import { PHONE_IN_TEXT } from './clean-text';
import { currencyOf, currencyOfPhone, currencyPattern } from './currency';

export interface Price {
  /** What is to be paid now; of a range, its lower end. */
  amount: number;
  /** ISO 4217. */
  currency: string;
  /** As the seller wrote it. */
  text: string;
}

/** Prices stand early; what follows a long text is not worth the time of a pattern. */
const MAX_TEXT = 10_000;
const MAX_AMOUNT = 1_000_000_000;

const NUMBER = String.raw`\d{1,3}(?:[,.]\d{3})+(?:\.\d{1,2})?(?![\d])|\d{1,9}(?:\.\d{1,2})?(?!\d)`;
const THOUSANDS = String.raw`k(?![\p{L}\d])`;

/** Everything that could be a price with what stands right around it; see `judge` for what is made of it. */
const patterns = new Map<string, RegExp>();
function candidatePattern(phone: string): RegExp {
  const currency = currencyPattern(phone);
  const known = patterns.get(currency);
  if (known !== undefined) return known;
  const pattern = new RegExp(
    String.raw`(?:(?<![\p{L}\d])(?<before>${currency})[\s.:=-]{0,3}|(?<![\p{L}\d.,/:#+_-]))` +
      String.raw`(?<low>${NUMBER})(?:[ \t]?(?<lowK>${THOUSANDS}))?` +
      String.raw`(?:[ \t]?(?:-|–|—|to|hadi|` +
      String.raw`mpaka)[ \t]?(?:${currency})?[\s.]{0,2}(?<high>${NUMBER})(?:[ \t]?(?<highK>${THOUSANDS}))?)?` +
      String.raw`(?:[ \t]?(?<slash>\/\s?[=-]|\/=|=\/)|[ \t]?(?<after>${currency})(?![\p{L}\d])(?!(?<!bob|` +
      String.raw`shillings?)[\s.:=-]{0,3}\d))?`,
    'giu',
  );
  patterns.set(currency, pattern);
  return pattern;
}

const PHONE = new RegExp(PHONE_IN_TEXT, 'gi');
const UNIT_AFTER = new RegExp(
  String.raw`^[ \t]?(?:gb|tb|mb|mah|mp|inch(?:es)?|["”″]|cm|mm|mtrs?|meters?|metres?|m(?![\p{L}])|kgs?|` +
    String.raw`kilos?|g(?![\p{L}])|gms?|grams?|mls?|lt?rs?|l(?![\p{L}])|lit(?:er|re)s?|w(?![\p{L}])|watts?|` +
    String.raw`volts?|v(?![\p{L}])|hz|hp|rpm|hrs?|hours?|minutes|mins?|days?|siku|weeks?|wiki|months?|miezi|` +
    'yrs?|years?|pcs?|pieces?|pairs?|packs?|sets?|seaters?|sizes?|followers|views|people|km|ft|feet|' +
    String.raw`am(?![\p{L}])|pm(?![\p{L}])|st(?![\p{L}])|nd(?![\p{L}])|rd(?![\p{L}])|th(?![\p{L}])|%|°|x\s?\d|` +
    String.raw`-?in-?\d|tv|uhd|video|display|screen|monitor|camera|resolution)`,
  'iu',
);
const OFF_AFTER = /^\s?(?:off|discount|punguzo|deposit|delivery fee)/i;
const NO_PRICE_BEFORE = new RegExp(
  String.raw`(?:\b(?:sz|size|sizes|saizi|no|nos|number|model|code|sku|till|paybill|account|acc|pin|id|year|` +
    'since|version|v|series|note|type|over|above|below|deposit|delivery|shipping|transport|usafiri|' +
    String.raw`discount|punguzo|save|off|age|umri|mlango|room|shop|stall|floor)|#)\s?(?:no\.?|ya|ni|is|of|` +
    String.raw`fee)?\s?[.:=-]?\s?$`,
  'i',
);
const PRICE_BEFORE = new RegExp(
  String.raw`(?:\b(?:price|prices|bei|beii|cost|costs|going for|goes for|retail|rrp|pekee|at)|@)\s?(?:ya|ni|` +
    String.raw`is|at|now|of)?\s?[.:=@-]{0,2}\s?$`,
  'i',
);
const FEE_BEFORE =
  /\b(?:deposit|delivery|shipping|transport|usafiri|discount|punguzo|save)\s?(?:ya|ni|is|fee|of)?\s?[.:=-]?\s?$/i;
const NOW_BEFORE = /\b(?:now|sasa|offer|ofa|sale|promo|leo)\s?(?:ni|is|at|price|bei|for|only)?\s?[.:=@-]?\s?$/i;
const WAS_BEFORE =
  /\b(?:was|were|ilikuwa|before|zamani|old price|usual(?:ly)?|original(?: price)?|rrp)\s?(?:ni|is|at)?\s?[.:=@-]?\s?$/i;
const ONLY_AFTER = /^\s?(?:only|tu\b|pekee|each|per\b|neg\b|negotiable|fixed)/i;

/** How sure one candidate is: by what the seller wrote next to the number, never by its size. */
const SURE = { currency: 100, slash: 90, word: 70, thousands: 50, grouped: 30, alone: 20 };
const NOW = 15;
const WAS = -60;

interface Found extends Price {
  score: number;
}

/**
 * The price in a product's title and description, or null. `phone` decides the currency where the seller wrote none
 * (`3500/-`, `@2500`, `3.5k`): a Kenyan number means KES. Phones, sizes, storage, dates, till numbers are not prices.
 */
export function readPrice(text: string, phone: string): Price | null {
  const readable = text
    .slice(0, MAX_TEXT)
    .normalize('NFKC')
    // One character may become eighteen.
    .slice(0, MAX_TEXT)
    .replace(PHONE, (match) => ' '.repeat(match.length))
    // KSh 3 500: a space groups thousands only right after a currency.
    .replace(/((?:kes|kshs?|shs?|ugx|tzs|tsh|ngn|zar|usd|r|₦|\$)[.:]?\s?\d{1,3}) (\d{3})(?!\d)/gi, '$1,$2');
  let best: Found | null = null;
  for (const match of readable.matchAll(candidatePattern(phone))) {
    const found = judge(match, readable, phone);
    if (found !== null && (best === null || found.score > best.score)) best = found;
  }
  return best === null ? null : { amount: best.amount, currency: best.currency, text: best.text };
}

function judge(match: RegExpMatchArray, text: string, phone: string): Found | null {
  const groups = match.groups ?? {};
  const from = match.index ?? 0;
  const before = text.slice(Math.max(0, from - 28), from);
  const after = text.slice(from + match[0].length, from + match[0].length + 20);
  const amount = amountOf(groups);
  const written = groups.before ?? groups.after;
  const currency = written === undefined ? currencyOfPhone(phone) : currencyOf(written, phone);
  if (amount === null || currency === null) return null;
  const sure = surenessOf(groups, before, after);
  if (sure === 0) return null;
  const was = WAS_BEFORE.test(before) || (before.endsWith('~') && after.startsWith('~'));
  const score = sure + (NOW_BEFORE.test(before) ? NOW : 0) + (was ? WAS : 0);
  return { amount, currency, text: match[0].trim(), score };
}

/** 0 when nothing says that it is a price, or something says that it is not. */
function surenessOf(groups: Record<string, string | undefined>, before: string, after: string): number {
  if (OFF_AFTER.test(after) || FEE_BEFORE.test(before)) return 0;
  if (groups.before !== undefined || groups.after !== undefined) return SURE.currency;
  if (groups.slash !== undefined) return SURE.slash;
  if (UNIT_AFTER.test(after) || NO_PRICE_BEFORE.test(before) || /^[/:.]\d|^-\d/.test(after)) return 0;
  if (PRICE_BEFORE.test(before) || NOW_BEFORE.test(before) || WAS_BEFORE.test(before) || ONLY_AFTER.test(after))
    return SURE.word;
  if (groups.lowK !== undefined || groups.highK !== undefined) return SURE.thousands;
  if (/^\d{1,3}(?:,\d{3})+/.test(groups.low ?? '')) return SURE.grouped;
  const alone = /(?:^|\n)\s*$/.test(before) && /^\s*(?:\n|$)/.test(after);
  return alone && Number(groups.low) >= 50 && !/^(?:19|20)\d\d$/.test(groups.low ?? '') ? SURE.alone : 0;
}

function amountOf(groups: Record<string, string | undefined>): number | null {
  const low = numberOf(groups.low ?? '');
  const high = groups.high === undefined ? null : numberOf(groups.high);
  // 3-5k means 3,000 to 5,000.
  const lowInThousands =
    groups.lowK !== undefined || (groups.highK !== undefined && high !== null && low < high && low < 1000);
  const first = low * (lowInThousands ? 1000 : 1);
  const second = high === null ? first : high * (groups.highK === undefined ? 1 : 1000);
  const amount = Math.round((second > 0 ? Math.min(first, second) : first) * 100) / 100;
  return amount > 0 && amount <= MAX_AMOUNT ? amount : null;
}

/** 3,500 and 3.500 are three and a half thousand; 3.5 and 3500.00 have decimals. */
function numberOf(written: string): number {
  const decimals = /[.]\d{1,2}$/.exec(written)?.[0] ?? '';
  return Number(written.slice(0, written.length - decimals.length).replace(/[,.]/g, '') + decimals);
}
