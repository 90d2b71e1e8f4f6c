import type { Amount } from './amounts';
import type { Token } from './tokens';
import * as words from './words';

/** 3 for 1000, 6 pieces 750. */
export function isForSeveral(tokens: readonly Token[], { first, last }: Amount): boolean {
  const before = tokens[first - 1]?.text ?? '';
  if (/^(?:for|at|@|=|kwa|-)$/.test(before) && isCount(tokens, first - 2)) return true;
  if (/^(?:pcs|pieces|pairs|trays|packs|bottles)$/.test(before) && isCount(tokens, first - 1)) return true;
  if (tokens[first - 2]?.text === 'of' && isSmall(tokens[first - 1]) && isSoldBy(tokens[first - 3])) return true;
  return tokens[last + 1]?.text === 'for' && isSmall(tokens[last + 2]);
}

/** `3 for 1000` that nothing comes before: no price of one; not `iPhone 13 for 65000`. */
export function isOnlyForSeveral(tokens: readonly Token[], { first }: Amount): boolean {
  if (!/^(?:for|kwa)$/.test(tokens[first - 1]?.text ?? '') || !isCount(tokens, first - 2)) return false;
  if (tokens[first - 2]?.kind === 'word') return false;
  const before = tokens[first - 3];
  return (
    before === undefined ||
    before.kind === 'line' ||
    /^(?:any|pick|take|buy|choose)$/.test(before.text) ||
    (/s$/.test(before.text) && !words.MODELS.has(before.text))
  );
}

/** More than one: `3`, `two`, `12+ pcs`; not `1 pc`, `1-5 pcs`. */
function isCount(tokens: readonly Token[], unit: number): boolean {
  let at = words.SOLD_BY.has(tokens[unit]?.text ?? '') ? unit - 1 : unit;
  if (tokens[at]?.text === '+') at -= 1;
  const count = tokens[at];
  if (/^(?:two|three|four|five|six|mbili|tatu|nne|tano|sita)$/.test(count?.text ?? '')) return true;
  const isFromOne = words.DASHES.has(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.text === '1';
  return isSmall(count) && count?.text !== '1' && !isFromOne;
}

const isSoldBy = (token: Token | undefined): boolean => words.SOLD_BY.has(token?.text ?? '');

const isSmall = (token: Token | undefined): boolean => token?.kind === 'number' && /^\d{1,2}$/.test(token.text);

const SIZE = /^(?:sizes?|saizi|szs?)$/;
const SIZES = /^(?:s|m|l|xl|xxl|small|medium|large|big|ndogo|kubwa|kids|adults?|ladies|men|king|queen|single|double)$/;

export const isVariant = (tokens: readonly Token[], first: number): boolean =>
  wordsBefore(tokens, first).some(
    (text, at, all) =>
      SIZES.test(text) ||
      SIZE.test(text) ||
      words.DIMENSION.has(text) ||
      (words.UNITS.has(text) && isCountOf(tokens[first - all.length + at - 1])),
  );

/** `4 plates` are a size, the plates of `Plates Ksh 250 each` are not. */
const isCountOf = (before: Token | undefined): boolean =>
  before?.kind === 'number' || COUNT_WORDS.test(before?.text ?? '') || before?.text === 'per';

export const followsSizes = (tokens: readonly Token[], first: number): boolean =>
  wordsBefore(tokens, first).some((text) => SIZES.test(text) || SIZE.test(text));

function wordsBefore(tokens: readonly Token[], first: number): string[] {
  const near = tokens.slice(Math.max(0, first - 4), first);
  return near.slice(near.findLastIndex((token) => token.kind === 'line') + 1).map((token) => token.text);
}

const COUNTED: Record<string, string> = {
  count: `pc pcs piece pieces pair pairs set sets pack packs packet packets dozen dozens tray trays bottle bottles roll
    rolls crate crates carton cartons box boxes bundle bundles`,
  mass: 'kg kgs kilo kilos g gm gms gram grams ton tons',
  volume: 'ml mls l lt lts ltr ltrs litre litres liter liters lita cl',
  length: 'm mtr mtrs meter meters metre metres yard yards ft feet inch inches " ” in cm',
  storage: 'gb tb',
  time: 'yr yrs years min mins minutes hr hrs hour hours day days week weeks month months',
  seats: 'seater seaters bedroom bedrooms br',
};
const kinds = new Map(
  Object.entries(COUNTED).flatMap(([kind, units]) => units.split(/\s+/).map((unit) => [unit, kind] as const)),
);
const SIZE_WORDS =
  /^(?:s|m|l|xl|xxl|xxxl|\dxl|small|medium|large|big|ndogo|kubwa|kati|adults?|kids|watoto|queen|king|mini|jumbo|short|long|plain|printed|weekdays?|weekends?|bridal|bride|maids?|bridesmaids?|normal|simple)$/;
const COUNT_WORDS =
  /^(?:moja|mbili|tatu|nne|tano|one|two|three|four|single|double|triple|half|quarter|full|nusu|robo)$/;
const ONE = /^(?:1|moja|one|single)$/;
const BETWEEN = /^(?:[-–—:=@(.→👉]|at|is|ni|kwa|for|goes|old)$/u;
/** Less is a measure. */
const LEAST_VARIANT = 100;

interface Size {
  kind: string;
  isOne: boolean;
}

/** Of amounts that nothing calls prices, those that follow two sizes of one kind: `Half kg - 800, 1kg - 1500`. */
export function variantsOf(tokens: readonly Token[], amounts: readonly Amount[]): ReadonlySet<Amount> {
  const sized = amounts.flatMap((amount) => {
    const isPlain = amount.value >= LEAST_VARIANT && amount.value % 10 === 0 && amount.value !== 2020;
    const size = isPlain ? sizeBefore(tokens, amount.first) : null;
    return size === null ? [] : [{ amount, ...size }];
  });
  const times = new Map<string, number>();
  for (const name of namedAlike(tokens, amounts)) sized.push(name);
  for (const { kind } of sized) times.set(kind, (times.get(kind) ?? 0) + 1);
  const hasOne = sized.some(({ kind, isOne }) => kind === 'count' && isOne);
  const variants = sized.filter(
    ({ kind, isOne }) => (times.get(kind) ?? 0) > 1 && (kind !== 'count' || isOne || !hasOne),
  );
  return new Set(variants.map(({ amount }) => amount));
}

/** `Members 800, non members 1,000`: one of them is written as a price. */
function namedAlike(tokens: readonly Token[], amounts: readonly Amount[]): (Size & { amount: Amount })[] {
  const named = amounts.flatMap((amount) => {
    const name = tokens[pastSigns(tokens, amount.first - 1)];
    const isName = name?.kind === 'word' && name.text.length > 2 && words.labelOf(name.text) === undefined;
    const isPlain = amount.value >= LEAST_VARIANT && amount.value % 10 === 0 && amount.currency === null;
    const isUnit = words.UNITS.has(name?.text ?? '') && !words.PUBLIC.has(name?.text ?? '');
    return isName && isPlain && !isUnit && !words.MODELS.has(name.text)
      ? [{ amount, kind: `of ${name.text}`, isOne: false }]
      : [];
  });
  const grouped = new Set(named.filter(({ amount }) => amount.isGrouped).map(({ kind }) => kind));
  return named.filter(({ kind }) => grouped.has(kind));
}

function pastSigns(tokens: readonly Token[], from: number): number {
  let at = from;
  for (let left = 3; left > 0 && BETWEEN.test(tokens[at]?.text ?? ''); left -= 1) at -= 1;
  return at;
}

/** Whether a number follows one measured thing: `Sugar 1kg 150`, `kilo moja 120`. */
export function followsMeasure(tokens: readonly Token[], first: number): boolean {
  const size = sizeBefore(tokens, first);
  return size !== null && /^(?:count|mass|volume|time)$/.test(size.kind);
}

/** The size that a number follows: `1 pc`, `half kg -`, `4x6`, `Small:`. */
function sizeBefore(tokens: readonly Token[], first: number): Size | null {
  const at = beforeBrackets(tokens, pastSigns(tokens, first - 1));
  const [size, before, beyond] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  if (size === undefined) return null;
  const kind = kinds.get(size.text);
  const isCounted = before?.kind === 'number' || COUNT_WORDS.test(before?.text ?? '');
  // 1-10 pcs
  const isFromOne = words.DASHES.has(beyond?.text ?? '') && tokens[at - 3]?.text === '1';
  if (kind !== undefined && isCounted) return { kind, isOne: isFromOne || ONE.test(before?.text ?? '') };
  if (/^(?:bedsitters?|studios?)$/.test(size.text)) return { kind: 'seats', isOne: false };
  if (SIZE_WORDS.test(size.text)) return { kind: 'size', isOne: false };
  if (COUNT_WORDS.test(size.text))
    return { kind: kinds.get(before?.text ?? '') ?? 'count', isOne: ONE.test(size.text) };
  if (size.kind !== 'number' || before === undefined) return null;
  if (words.DIMENSION.has(before.text) && beyond?.kind === 'number') return { kind: 'area', isOne: false };
  if (SIZE.test(before.text)) return { kind: 'number', isOne: false };
  const unit = kinds.get(before.text);
  return unit === undefined ? null : { kind: unit, isOne: ONE.test(size.text) };
}

/** `1 set (3 diapers, 3 inserts) 500`: what is in it says nothing of its price. */
function beforeBrackets(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== ')') return at;
  for (let open = at - 1; open > at - 10; open -= 1) {
    if (tokens[open]?.kind === 'line') return at;
    if (tokens[open]?.text === '(') return open - 1;
  }
  return at;
}

/** `3x de R$ 32,00`: one of several instalments. */
export function isOneOfSeveral(tokens: readonly Token[], first: number): boolean {
  if (tokens[first - 1]?.text !== 'de') return false;
  return /^(?:x|vezes)$/.test(tokens[first - 2]?.text ?? '') && isSmall(tokens[first - 3]);
}

const SEATS = /^(?:seats?|seater|chair|kiti)$/;
/** What nobody buys singly: told to show how cheap the whole is. */
const SHARES = /^(?:serving|slice|diaper|sheet|wash|tablet|capsule|dose|use)$/;

const AREAS = /^(?:sqm|sqft|metre|meter|kg|litre|piece|pc)$/;
const ABOUT = /^(?:about|approx|approximately|roughly|hence|thus|yaani|=|≈)$/;

/** `Per seat Ksh 7,000`, `20 bob per diaper`: the price of a part of what is sold. */
export function perPart(tokens: readonly Token[], { first, last }: Amount): 'seat' | 'share' | null {
  const isPer = (at: number): boolean => /^(?:per|kila|\/)$/.test(tokens[at]?.text ?? '');
  const part = isPer(last + 1) ? tokens[last + 2] : isPer(first - 2) ? tokens[first - 1] : undefined;
  if (SEATS.test(part?.text ?? '')) return 'seat';
  const isWorkedOut = AREAS.test(part?.text ?? '') && ABOUT.test(tokens[first - 1]?.text ?? '');
  return isWorkedOut || SHARES.test(part?.text ?? '') ? 'share' : null;
}

/** `Kila wiki 2,500`, `12 weeks @ 600`: paid again and again. */
export function isEachTime(tokens: readonly Token[], first: number): boolean {
  const [before, beyond, far] = [tokens[first - 1], tokens[first - 2], tokens[first - 3]];
  if (/^(?:daily|weekly|monthly)$/.test(before?.text ?? '')) return true;
  if (words.TIMES.has(before?.text ?? '')) return /^(?:kila|per|every|each)$/.test(beyond?.text ?? '');
  return /^(?:@|x|×|at|of)$/.test(before?.text ?? '') && words.TIMES.has(beyond?.text ?? '') && far?.kind === 'number';
}

/** `25k, without charger 23k`: less than what is shown. */
export function isWithout(tokens: readonly Token[], first: number): boolean {
  const at = pastSigns(tokens, first - 1);
  const thing = tokens[at];
  if (!/^(?:without|bila|minus)$/.test(tokens[at - 1]?.text ?? '') || thing?.kind !== 'word') return false;
  return !tokens.some(({ text }, with_) => /^(?:with|na)$/.test(text) && tokens[with_ + 1]?.text === thing.text);
}
