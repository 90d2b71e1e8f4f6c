interface Currency {
  /** The calling codes of the countries that pay with it. */
  phones?: string;
  /** Its spellings besides the ISO code, in lower case. */
  written?: string;
  /** Spellings that mean it only where the seller's phone is from there: elsewhere R15 is a wheel and N95 a mask. */
  atHome?: string;
  /** `,` 12,50 has decimals; ` ` 15 000 is one number; `3` decimals are thousandths. */
  digits?: string;
}

/** The money that sellers on WhatsApp write. Where two share a spelling, the phone decides, then the first of them. */
const CURRENCIES: Record<string, Currency> = {
  KES: {
    phones: '254',
    written: 'ksh kshs k.sh k.shs kesh bob sh shs shilling shillings shilingi shillingi',
    atHome: 'ks',
  },
  TZS: { phones: '255', written: 'tsh tshs sh shs shilling shillings shilingi' },
  UGX: { phones: '256', written: 'ush ushs sh shs shilling shillings' },
  RWF: { phones: '250', written: 'frw rwfs', atHome: 'f francs amafaranga', digits: ' ' },
  BIF: { phones: '257', written: 'fbu', atHome: 'f', digits: ' ' },
  ETB: { phones: '251', written: 'birr ብር', atHome: 'br' },
  SOS: { phones: '252', atHome: 'sh shs shilling shillings' },
  SSP: { phones: '211', atHome: '£ pounds' },
  CDF: { phones: '243', atHome: 'fc francs', digits: ' ' },
  ZMW: { phones: '260', written: 'kwacha', atHome: 'k zk' },
  MWK: { phones: '265', written: 'kwacha', atHome: 'k mk' },
  ZAR: { phones: '27', written: 'rand rands', atHome: 'r', digits: ' ,' },
  NAD: { phones: '264', written: 'n$', atHome: '$', digits: ' ,' },
  BWP: { phones: '267', written: 'pula', atHome: 'p' },
  SZL: { phones: '268', written: 'emalangeni', atHome: 'e' },
  LSL: { phones: '266', written: 'maloti', atHome: 'm' },
  MZN: { phones: '258', written: 'mtn meticais', atHome: 'mt mts', digits: ' ,' },
  AOA: { phones: '244', written: 'kwanza kwanzas', atHome: 'kz', digits: ' ,' },
  NGN: { phones: '234', written: '₦ naira nairas', atHome: 'n #' },
  GHS: { phones: '233', written: 'ghc gh₵ gh¢ ₵ cedi cedis', atHome: '¢ gh' },
  XOF: { phones: '221 223 225 226 227 228 229 245', written: 'fcfa cfa', atHome: 'f francs', digits: ' ,' },
  XAF: { phones: '237 241 242 236 235 240', written: 'fcfa cfa', atHome: 'f frs francs', digits: ' ,' },
  GMD: { phones: '220', written: 'dalasi dalasis', atHome: 'd' },
  SLE: { phones: '232', atHome: 'le nle' },
  LRD: { phones: '231', written: 'l$ lrd$' },
  GNF: { phones: '224', written: 'fg', digits: ' ' },
  MGA: { phones: '261', written: 'ariary', atHome: 'ar', digits: ' ' },
  MUR: { phones: '230', written: 'rs' },
  EGP: { phones: '20', atHome: 'le pounds' },
  MAD: { phones: '212', written: 'dhs dirham dirhams', atHome: 'dh', digits: ' ,' },
  DZD: { phones: '213', atHome: 'da', digits: ' ,' },
  TND: { phones: '216', atHome: 'dt', digits: '3 ,' },
  USD: { phones: '263', written: 'us$ $ dollar dollars usd$' },
  EUR: { phones: '49 33 39 34 351 353 31 32 43 358 30', written: '€ euro euros', digits: ' ,' },
  GBP: { phones: '44', written: '£ quid' },
  CHF: { phones: '41' },
  PLN: { phones: '48', written: 'zł', digits: ' ,' },
  CZK: { phones: '420', written: 'kč', digits: ' ,' },
  SEK: { phones: '46', atHome: 'kr', digits: ' ,' },
  NOK: { phones: '47', atHome: 'kr', digits: ' ,' },
  DKK: { phones: '45', atHome: 'kr', digits: ' ,' },
  HUF: { phones: '36', atHome: 'ft', digits: ' ,' },
  RON: { phones: '40', atHome: 'lei', digits: ',' },
  RUB: { phones: '7', written: '₽ руб рублей', digits: ' ,' },
  UAH: { phones: '380', written: '₴ грн', digits: ' ,' },
  TRY: { phones: '90', written: '₺', atHome: 'tl', digits: ',' },
  INR: { phones: '91', written: '₹ rs rupee rupees rupaye' },
  PKR: { phones: '92', written: 'rs rupee rupees' },
  LKR: { phones: '94', written: 'rs rupee rupees රු' },
  NPR: { phones: '977', written: 'rs rupee rupees' },
  BDT: { phones: '880', written: '৳ taka', atHome: 'tk' },
  IDR: { phones: '62', written: 'rp rupiah', digits: ',' },
  MYR: { phones: '60', atHome: 'rm' },
  SGD: { phones: '65', written: 's$', atHome: '$' },
  PHP: { phones: '63', written: '₱', atHome: 'pesos' },
  VND: { phones: '84', written: '₫', atHome: 'đ', digits: ',' },
  THB: { phones: '66', written: '฿ baht' },
  CNY: { phones: '86', written: '¥ rmb yuan' },
  JPY: { phones: '81', written: '¥ yen' },
  HKD: { phones: '852', written: 'hk$', atHome: '$' },
  ILS: { phones: '972', written: '₪' },
  AED: { phones: '971', written: 'dhs dirham dirhams', atHome: 'dh' },
  SAR: { phones: '966', written: 'riyal riyals', atHome: 'sr' },
  QAR: { phones: '974', atHome: 'qr riyals' },
  KWD: { phones: '965', atHome: 'kd', digits: '3' },
  BHD: { phones: '973', atHome: 'bd', digits: '3' },
  OMR: { phones: '968', digits: '3' },
  AUD: { phones: '61', written: 'a$', atHome: '$' },
  NZD: { phones: '64', written: 'nz$', atHome: '$' },
  CAD: { written: 'c$ ca$' },
  BRL: { phones: '55', written: 'r$ reais', digits: ',' },
  MXN: { phones: '52', written: 'mx$', atHome: '$ pesos' },
  COP: { phones: '57', atHome: '$ pesos', digits: ',' },
  ARS: { phones: '54', atHome: '$ pesos', digits: ',' },
  CLP: { phones: '56', atHome: '$ pesos', digits: ',' },
  PEN: { phones: '51', atHome: 's/ soles' },
};
/** ISO codes that are words too: only in capitals. */
const WORDS_TOO = new Set(['MAD', 'TRY', 'PEN', 'COP', 'CAD', 'RON', 'SOS']);
/** Said after the amount, never before it. */
const ONLY_AFTER = new Set(
  (
    'bob shilling naira nairas cedi cedis rand rands birr ብር kwacha pula dollar dollars euro euros rupee rupees taka ' +
    'francs pounds pesos reais soles riyal riyals dirham dirhams yuan yen baht quid f'
  ).split(' '),
);

const byPhone = new Map<string, string>();
const bySpelling = new Map<string, string[]>();
const atHome = new Map<string, string[]>();
const split = (list: string | undefined): string[] => (list === undefined ? [] : list.split(' '));
for (const [code, currency] of Object.entries(CURRENCIES)) {
  for (const calling of split(currency.phones)) byPhone.set(calling, code);
  if (!WORDS_TOO.has(code)) bySpelling.set(code.toLowerCase(), [code]);
  for (const word of split(currency.written)) bySpelling.set(word, [...(bySpelling.get(word) ?? []), code]);
  for (const word of split(currency.atHome)) atHome.set(word, [...(atHome.get(word) ?? []), code]);
}

/** The money people pay with where a phone is registered; null where we do not know. */
export function currencyOfPhone(phone: string): string | null {
  for (const length of [3, 2, 1]) {
    const code = byPhone.get(phone.slice(0, length));
    if (code !== undefined) return code;
  }
  return null;
}

/** The ISO code of a written currency, or null. What several countries call alike is the seller's own, where it is. */
export function currencyOf(written: string, phone: string): string | null {
  if (WORDS_TOO.has(written)) return written;
  const word = written.toLowerCase();
  const local = currencyOfPhone(phone);
  if (local !== null && atHome.get(word)?.includes(local)) return local;
  const codes = bySpelling.get(word);
  return codes === undefined ? null : local !== null && codes.includes(local) ? local : (codes[0] ?? null);
}

/** What finger and eye mistake for another key on a telephone's keyboard. */
const BESIDE: Record<string, string> = { s: 'adwezxq', h: 'gjyubn', e: 'wrsd', g: 'fhtyvb', x: 'zcsd' };
/** Where a slip is likely: spellings of three letters and more; never their first letter. */
const TYPED: Record<string, string[]> = {
  KES: ['ksh', 'kshs', 'kes'],
  TZS: ['tsh', 'tshs'],
  UGX: ['ugx'],
};
const MEANS_SOMETHING = new Set(['kwh', 'ked', 'key', 'ten', 'tan', 'tab', 'ugg']);
const mistyped = new Map(Object.entries(TYPED).map(([code, words]) => [code, new Set(words.flatMap(slipsOf))]));

/** One key beside the right one, hit twice or too early: `kah`, `kssh`, `khs`. */
function slipsOf(word: string): string[] {
  const slips: string[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const [head, letter, tail] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
    for (const other of BESIDE[letter] ?? '') slips.push(head + other + tail);
    slips.push(head + letter + letter + tail, head + tail.charAt(0) + letter + tail.slice(1));
  }
  return slips.filter((slip) => !MEANS_SOMETHING.has(slip));
}

/** The seller's own money where a word is a slip of the keyboard for it: `Kah 2500` from a Kenyan. */
export function mistypedCurrencyOf(word: string, phone: string): string | null {
  const local = currencyOfPhone(phone);
  return local !== null && mistyped.get(local)?.has(word) ? local : null;
}

/** `500 bob`, never `bob 500`. */
export const standsAfter = (word: string): boolean => ONLY_AFTER.has(word);
/** 12,50 is twelve and a half. */
export const writesDecimalComma = (code: string | null): boolean => hasDigits(code, ',');
/** 15 000 is one number, before its currency as well as after it. */
export const groupsWithSpaces = (code: string | null): boolean => hasDigits(code, ' ');
/** 1.250 is one and a quarter. */
export const hasThousandths = (code: string | null): boolean => hasDigits(code, '3');

const hasDigits = (code: string | null, mark: string): boolean =>
  code !== null && (CURRENCIES[code]?.digits?.includes(mark) ?? false);

/** Spellings that letters alone do not make, longest first, for the one that cuts a text into words. */
export const SPELLINGS_WITH_SIGNS: readonly string[] = [...new Set([...bySpelling.keys(), ...atHome.keys()])]
  .filter((word) => !/^\p{L}[\p{L}\p{M}]*$/u.test(word))
  .sort((a, b) => b.length - a.length);

/** The ISO code of a currency that a page states in its own tags: `KES`, `ksh`, `R$`; null for anything else. */
export function statedCurrencyOf(stated: string, phone: string): string | null {
  const code = stated.toUpperCase();
  if (ISO.has(code)) return code;
  return currencyOf(stated.replace(/\.$/, ''), phone);
}
const ISO = new Set(Intl.supportedValuesOf('currency'));
