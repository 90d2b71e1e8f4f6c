import { readPhone } from '@/lib/platform/phone';
import { isWholePhone } from '@/lib/platform/phone-plans';

export type PhoneRefusal = 'phone_not_international' | 'bad_phone' | 'phone_end_unclear';

export type LinkedPhone =
  /** `at`: where in the text the phone ends. */
  { ok: true; phone: string; at: number } | { ok: false; code: PhoneRefusal };

const SPACE = ' \\t\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000';
const BETWEEN = `[${SPACE}()._\\u00b7\\u2010-\\u2015\\u2022\\u2212\\u2219\\u30fb-]{1,4}`;
/** Groups of digits, all counts bounded: the text may be hostile. */
const GROUPS = new RegExp(`^[${SPACE}(]{0,3}\\+?[${SPACE}(]{0,3}\\d{1,20}(?:${BETWEEN}\\d{1,20}){0,9}`);
/** Longer ones are written without gaps: `25471234567 12` is a phone that lost a digit, and a number. */
const MOST_FIRST_DIGITS = 9;
/** No phone is written with its last digit alone. */
const LEAST_LAST_DIGITS = 2;

/**
 * The phone that a text begins with, grouped or not. What follows it may hold digits as well (`… 678 2 pcs`), so groups
 * are taken until the phone is as long as its country's are: where that happens twice, or never, it is refused. A phone
 * is never read shorter than it was written.
 */
export function readLinkedPhone(text: string): LinkedPhone {
  const groups = GROUPS.exec(text)?.[0];
  if (groups === undefined) return { ok: false, code: 'bad_phone' };
  const readings = [...groups.matchAll(/\d+/g)].map(({ 0: group, index }) => {
    const at = index + group.length;
    return { group, at, read: readPhone(groups.slice(0, at).replace(/\D/g, '')) };
  });
  const [first, ...more] = readings;
  if (first === undefined) return { ok: false, code: 'bad_phone' };
  const joinable = first.group.length <= MOST_FIRST_DIGITS ? more : [];
  const whole = [first, ...joinable.filter(({ group }) => group.length >= LEAST_LAST_DIGITS)].flatMap(({ read, at }) =>
    read.ok && isWholePhone(read.phone) && !/^[a-z\d@]/i.test(text.slice(at, at + 1))
      ? [{ phone: read.phone, at }]
      : [],
  );
  const [only, second] = whole;
  if (second !== undefined) return { ok: false, code: 'phone_end_unclear' };
  if (only !== undefined) return { ok: true, ...only };
  // Of no length that is known there: taken where it stands alone.
  if (first.read.ok && more.length === 0 && endsHere(text.slice(first.at)))
    return { ok: true, phone: first.read.phone, at: first.at };
  const isLocal = readings.some(({ read }) => !read.ok && read.code === 'phone_not_international');
  return { ok: false, code: isLocal ? 'phone_not_international' : 'bad_phone' };
}

/** The groups that a text begins with, as one word that is read like them, and how long they are there. */
export function asOneWord(text: string): { word: string; length: number } {
  const groups = GROUPS.exec(text)?.[0] ?? '';
  const word = groups.match(/\d+/g)?.join('-') ?? '';
  return { word: GOES_ON.test(text.slice(groups.length)) ? `${word}…` : word, length: groups.length };
}

/** Behind what may be a part of a phone only: digits in the next line, or behind a sign that separates no groups. */
const GOES_ON = /^(?:…|\.\.|\d|\s+\d{3}|[^\p{L}\r\n/?#&]{1,3}\d)/u;

/** Neither cut off nor going on, nor with letters behind it. */
const endsHere = (rest: string): boolean => !GOES_ON.test(rest) && /^[^a-z\d@]*(?:[?&#/\s]|$)/i.test(rest);
