import { maskPhone } from './phone';

/** A sign as it stands, or escaped for an address, JSON, a program or HTML, once or again and again. */
const escaped = (percent: string, unicode: string, html: string): string =>
  String.raw`%(?:25){0,3}(?:${percent})|\\{1,8}u(?:${unicode})|&#(?:${html});`;
/** Also raised, lowered and in circles. */
const DIGIT = String.raw`[\p{Nd}⁰¹²³⁴-⁹₀-₉⓪①-⑨]|\\{1,8}x3\d|${escaped(
  String.raw`3\d`,
  String.raw`003\d`,
  String.raw`0{0,4}(?:4[89]|5[0-7])|x0{0,3}3\d`,
)}`;
const PLUS = `[+＋]|${escaped('2b', '002b', '0{0,4}43|x0{0,3}2b')}|&plus;`;
/** White space, dashes, what nobody sees, what makes keycaps of digits; in addresses %25 is a percent sign again. */
const GAP = String.raw`[\s().\p{Pd}−/_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\u20e3]|${escaped(
  String.raw`20|09|2[89def]|c2%(?:25){0,3}a[0d]|e2%(?:25){0,3}8[01]%(?:25){0,3}[89ab][\da-f]`,
  String.raw`00(?:09|2[089def]|a[0d])|20[0-6][\da-f]`,
  '0{0,4}(?:9|32|4[01567]|95|160)|x0{0,3}(?:9|2[089def]|5f|a0)',
)}|&nbsp;`;
/** What has long digits and is no phone: UUIDs, hashes, ULIDs. */
const UUID = String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`;
const IDS = String.raw`(?<![\da-z])(?:${UUID}|[\da-f]{32,128}|[0-7][\da-hjkmnp-tv-z]{25})(?![\da-z])`;
const RUN = new RegExp(`(${IDS})|(?:(?:${PLUS})\\(?)?(?:${DIGIT})(?:${DIGIT}|${GAP}|${PLUS})*`, 'giu');
const UNIT = new RegExp(`(?<digit>${DIGIT})|(?<plus>${PLUS})|${GAP}`, 'giuy');

/** E.164 allows no more; ids are longer. */
const MOST_DIGITS = 15;
const LEAST_DIGITS = 7;
/** Before a number, how much is read of what it is called. */
const CONTEXT = 24;
const IS_PHONE = /(?:phone\w?|tel|wa\.me\/(?:c\/)?|whatsapp|msisdn|mobile|sms|call|simu|contact)[^a-z\d]{0,6}$/i;
const IS_ID = /(?:\bid|[a-z]Id|_id|\bproduct)s?[^\p{L}\d]{0,6}$/u;
const IS_PRODUCT_IN_LINK = /(?:\/|%(?:25){0,3}2f)(?:p|product)(?:\\?\/|%(?:25){0,3}2f)$/i;

/** Mobile numbers with the codes of countries that sellers are from: phones wherever they stand, glued to words too. */
const KNOWN =
  /^(?:(?:2119|233[235]|2507|251[79]|254[17]|255[67]|256[37]|2588|260[79]|265[189])\d{8}|234[789]\d{9}|27[6-8]\d{8})$/;
const KNOWN_LOCAL = /^0[17]\d{8}$/;
/** Of 13 digits: Brazil, China, Germany, Indonesia. A shop's product ids are as long and begin otherwise. */
const KNOWN_LONG = /^(?:55[1-9]\d9\d{8}|861[3-9]\d{9}|491[5-7]\d{9}|628\d{10})$/;

interface Group {
  digits: string;
  from: number;
  end: number;
  /** The gap before it, with the pluses in it as `+`. */
  gap: string;
}

/**
 * A text without people's phone numbers: international, local, in groups, escaped, in other digits, glued to a word.
 * Product ids, times, amounts, UUIDs and hashes keep theirs. Linear: a number is looked for within its own digits.
 */
export function maskPhones(text: string): string {
  return text.replace(RUN, (run: string, id: string | undefined, at: number) => {
    if (id !== undefined) return id;
    const groups = groupsOf(run);
    let masked = '';
    let copied = 0;
    for (let first = 0; first < groups.length; ) {
      const count = phoneAt(groups, first, text, at);
      const [from, last] = [groups[first], groups[first + count - 1]];
      if (count > 0 && from !== undefined && last !== undefined) {
        const digits = groups.slice(first, first + count).map((group) => group.digits);
        masked += run.slice(copied, from.from) + maskPhone(digits.join(''));
        copied = last.end;
      }
      first += Math.max(1, count);
    }
    return masked + run.slice(copied);
  });
}

function groupsOf(run: string): Group[] {
  const groups: Group[] = [];
  let gap = '';
  let open: Group | null = null;
  UNIT.lastIndex = 0;
  for (let at = 0; at < run.length; at = UNIT.lastIndex) {
    const unit = UNIT.exec(run);
    if (unit === null) break;
    const { digit, plus } = unit.groups ?? {};
    if (digit === undefined) {
      gap += plus === undefined ? unit[0] : '+';
      open = null;
    } else {
      open ??= add(groups, { digits: '', from: at, end: at, gap });
      gap = '';
      open.digits += digitOf(digit);
      open.end = UNIT.lastIndex;
    }
  }
  return groups;
}

function add(groups: Group[], group: Group): Group {
  groups.push(group);
  return group;
}

function digitOf(unit: string): string {
  if (unit.startsWith('&#')) return String.fromCodePoint(Number(unit.slice(2, -1).replace(/^x/i, '0x')));
  if (unit.startsWith('%') || unit.startsWith('\\')) return unit.slice(-1);
  const code = unit.normalize('NFKC').codePointAt(0) ?? 0;
  // Every script's ten digits stand in a row.
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** How many groups from this one on are one phone; 0 for none. */
function phoneAt(groups: readonly Group[], first: number, text: string, at: number): number {
  const group = groups[first];
  if (group === undefined) return 0;
  const before = text.slice(Math.max(0, at + group.from - CONTEXT), at + group.from);
  if (IS_PRODUCT_IN_LINK.test(before)) return 0;
  if (group.gap.includes('+')) return international(groups, first);
  if (isDecimal(group, first)) return 0;
  const grouped = inGroups(groups, first);
  if (grouped > 0) return grouped;
  const after = text.charAt(at + group.end);
  const isGlued = /[\p{L}_]$/u.test(before) || /[\p{L}_]/u.test(after);
  return isOne(group, before, isGlued) ? 1 : 0;
}

/** 0.0712345678, and what follows a dash within a number. */
const isDecimal = ({ gap }: Group, first: number): boolean => first > 0 && gap === '.';

function isOne({ digits, gap }: Group, before: string, isGlued: boolean): boolean {
  const { length } = digits;
  if (length < LEAST_DIGITS || length > MOST_DIGITS + 2) return false;
  if (KNOWN.test(digits) || KNOWN_LOCAL.test(digits) || /^00[1-9]\d{8,12}$/.test(digits)) return true;
  if (length > MOST_DIGITS) return false;
  if (IS_PHONE.test(before)) return true;
  if (isGlued || /[.-]$/.test(gap || before) || IS_ID.test(before)) return false;
  // 1764000000 is a time in seconds; no number with its area code begins with 1.
  return /^[17]\d{8}$|^[02-9]\d{9}$|^[1-9]\d{10,11}$|^0[789][01]\d{8}$/.test(digits) || KNOWN_LONG.test(digits);
}

/** After a plus: the groups that fit one number, or are one. */
function international(groups: readonly Group[], first: number): number {
  let digits = '';
  let count = 0;
  for (const group of groups.slice(first, first + MOST_DIGITS)) {
    const isNext = count > 0 && group.gap.length > 3 && group.gap.includes('+');
    if (digits.length + group.digits.length > MOST_DIGITS || isNext || KNOWN.test(digits)) break;
    digits += group.digits;
    count += 1;
  }
  return digits.length >= LEAST_DIGITS + 1 ? count : 0;
}

/**
 * 0712 345 678, 07 12 34 56 78, 0 712 345 678, 254-712-345-678, 2 5 4 7 …, (254) 0 712 345678, 00254 712 345 678; no
 * date, no list of sizes.
 */
function inGroups(groups: readonly Group[], first: number): number {
  const opening = groups[first]?.digits ?? '';
  if (!/^[02]/.test(opening)) return 0;
  let digits = '';
  let [isSpelt, isShort] = [true, true];
  for (const [at, group] of groups.slice(first, first + MOST_DIGITS).entries()) {
    const { length } = group.digits;
    digits += group.digits;
    isSpelt &&= length === 1;
    // A year has four.
    isShort &&= length <= 3;
    if (digits.length > MOST_DIGITS + 2) return 0;
    if (at === 0) continue;
    const isLocal = opening.length >= 3 && opening.length <= 5 && /^0[1-9]\d{8,9}$/.test(digits);
    if (isLocal || (isShort && KNOWN_LOCAL.test(digits))) return at + 1;
    const bare = digits.replace(/^00/, '').replace(/^(2\d\d)0/, '$1');
    const mayBeKnown = opening.length >= 3 || isSpelt || (opening.length === 2 && digits.startsWith('00'));
    if (mayBeKnown && KNOWN.test(bare)) return isRising(groups.slice(first, first + at + 1)) ? 0 : at + 1;
  }
  return 0;
}

/** 233 240 250 260: sizes; no phone rises in steps as small. */
function isRising(groups: readonly Group[]): boolean {
  return groups.every(({ digits }, at) => {
    const step = at === 0 ? 1 : Number(digits) - Number(groups[at - 1]?.digits);
    return digits.length === 3 && step > 0 && step <= 30;
  });
}
