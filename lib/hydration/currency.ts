/** A currency as sellers write it → its ISO code; `null` is "shillings", whose depends on the seller's country. */
const WRITTEN: Record<string, string | null> = {
  kes: 'KES',
  kshs: 'KES',
  ksh: 'KES',
  'k.sh': 'KES',
  'k.shs': 'KES',
  bob: 'KES',
  sh: null,
  shs: null,
  'shs.': null,
  shilling: null,
  shillings: null,
  shilingi: null,
  ugx: 'UGX',
  ush: 'UGX',
  ushs: 'UGX',
  tzs: 'TZS',
  tsh: 'TZS',
  tshs: 'TZS',
  ngn: 'NGN',
  naira: 'NGN',
  '₦': 'NGN',
  ghs: 'GHS',
  cedis: 'GHS',
  '₵': 'GHS',
  'gh₵': 'GHS',
  'gh¢': 'GHS',
  zar: 'ZAR',
  rand: 'ZAR',
  usd: 'USD',
  us$: 'USD',
  $: 'USD',
  eur: 'EUR',
  '€': 'EUR',
  gbp: 'GBP',
  '£': 'GBP',
  rwf: 'RWF',
  frw: 'RWF',
  etb: 'ETB',
  birr: 'ETB',
  zmw: 'ZMW',
  mwk: 'MWK',
};

/** One letter is a currency only where the seller's phone says so: elsewhere R15 is a wheel and N95 a mask. */
const LETTERS: Record<string, string> = { '27': 'r', '234': 'n', '233': '¢', '260': 'k' };

const BY_CALLING_CODE: Record<string, string> = {
  '254': 'KES',
  '255': 'TZS',
  '256': 'UGX',
  '250': 'RWF',
  '251': 'ETB',
  '234': 'NGN',
  '233': 'GHS',
  '260': 'ZMW',
  '265': 'MWK',
  '27': 'ZAR',
};
const SHILLINGS = new Set(['KES', 'TZS', 'UGX']);

/** The money people pay with where a phone is registered; null where we do not know. */
export function currencyOfPhone(phone: string): string | null {
  return BY_CALLING_CODE[phone.slice(0, 3)] ?? BY_CALLING_CODE[phone.slice(0, 2)] ?? null;
}

/** The ISO code of a written currency, or null. Shillings are Kenyan unless the phone's country has its own. */
export function currencyOf(written: string, phone: string): string | null {
  const key = written.toLowerCase().replace(/\.$/, '');
  const local = currencyOfPhone(phone);
  if (key === letterOf(phone)) return local;
  const code = WRITTEN[key];
  if (code !== null) return code ?? null;
  return local !== null && SHILLINGS.has(local) ? local : 'KES';
}

/** For a regular expression: every spelling of a currency, longest first (`kshs` is not `ksh` and an s). */
export function currencyPattern(phone: string): string {
  const letter = letterOf(phone);
  const all = [...Object.keys(WRITTEN), ...(letter === undefined ? [] : [letter])];
  return all
    .sort((a, b) => b.length - a.length)
    .map((each) => each.replace(/[.$]/g, '\\$&'))
    .join('|');
}

const letterOf = (phone: string): string | undefined => LETTERS[phone.slice(0, 3)] ?? LETTERS[phone.slice(0, 2)];
