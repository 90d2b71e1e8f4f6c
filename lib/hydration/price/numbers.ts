import { hasThousandths, writesDecimalComma } from './currencies';

/**
 * The value of a number as written with its separators, or null where no reading is sound (`1,2000`, `12,00`): a wrong
 * price is worse than none. Three digits after a separator are thousands, one or two after a dot are decimals; after a
 * comma only in money that is written so. `currency`: ISO 4217, where known.
 */
export function numberOf(written: string, currency: string | null): number | null {
  const parts = written.split(/[.,'’ ]/);
  const separators = [...written.replace(/\d/g, '').replace(/’/g, "'")];
  const last = separators.at(-1);
  const tail = parts.at(-1) ?? '';
  if (last === undefined) return /^(?:0|[1-9]\d{0,9})$/.test(written) ? Number(written) : null;
  const isApart = !separators.slice(0, -1).includes(last);
  const whole = parts.slice(0, -1);
  if (isApart && isDecimal(last, tail, separators.length > 1, currency)) {
    const grouped = groupsOf(whole, separators.slice(0, -1));
    return grouped === null ? null : Number(`${grouped}.${tail}`);
  }
  const grouped = groupsOf(parts, separators);
  return grouped === null ? null : Number(grouped);
}

/** Every value that a written number may have, `12,50` and `3.500` read both ways: to tell whether a text has it. */
export function readingsOf(written: string): number[] {
  const readings = [numberOf(written, null), numberOf(written, 'EUR'), numberOf(written, 'KWD')];
  return [...new Set(readings.filter((each) => each !== null))];
}

function isDecimal(separator: string, tail: string, afterGroups: boolean, currency: string | null): boolean {
  if (separator !== '.' && separator !== ',') return false;
  if (tail.length === 3) return separator === '.' && hasThousandths(currency);
  if (tail.length > 2) return false;
  return separator === '.' || afterGroups || writesDecimalComma(currency);
}

/** The digits of a whole number, or null where its groups are no thousands: `1,250,000`, or `12,50,000` as in India. */
function groupsOf(parts: readonly string[], separators: readonly string[]): string | null {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return /^(?:0|[1-9]\d{0,9})$/.test(first) ? first : null;
  if (new Set(separators).size !== 1 || !/^[1-9]\d{0,2}$/.test(first)) return null;
  const areThousands = rest.every((part) => part.length === 3);
  const areLakhs =
    separators[0] === ',' &&
    first.length <= 2 &&
    rest.length > 1 &&
    rest.every((part, at) => part.length === (at === rest.length - 1 ? 3 : 2));
  return areThousands || areLakhs ? parts.join('') : null;
}

/** What a word after a number multiplies it by. `m` is a million only where something says that it is money. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ...['k', 'thousand', 'thousands', 'thao', 'elfu', 'ngiri', 'mille', 'rb', 'ribu'].map((w) => [w, 1e3] as const),
  ...['m', 'mil', 'mn', 'mio', 'million', 'millions', 'milioni', 'jt', 'juta'].map((w) => [w, 1e6] as const),
  ...['laki', 'lakh', 'lakhs', 'lac', 'lacs'].map((w) => [w, 1e5] as const),
  ...['crore', 'crores', 'cr'].map((w) => [w, 1e7] as const),
]);
