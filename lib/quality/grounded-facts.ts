import type { Price } from '@/lib/hydration/price/read-price';
import type { SaidFacts } from './said-facts';

/** ISO 4217's for no currency. */
const NO_CURRENCY = 'XXX';

/** What our reader made of a page: null for no price. */
type ReadPrice = Price | null;

/** How a model's reading of a price may differ from ours. */
export type PriceDisagreement = 'reader_none' | 'model_none' | 'amount' | 'currency';

export interface GroundedFacts {
  /** What the product is to carry; its currency and text are as our reader has them. */
  price: ReadPrice;
  disagreement: PriceDisagreement | null;
  brand: string | null;
  sizes: string[];
  material: string | null;
}

interface OurReading {
  /** The price that our reader found, or that the page states in its own tags. */
  price: ReadPrice;
  /** Every amount of money that stands in the words, in our reading. */
  amounts: readonly Price[];
}

/** Pure. Of what a model says it has read, that which stands in the words: it may not add a letter or a digit. */
export function groundedFacts(said: SaidFacts, words: string, ours: OurReading): GroundedFacts {
  const written = tokensOf(words);
  const ifWritten = (text: string | null) => (text !== null && isWritten(text, written) ? text : null);
  return {
    ...settledPrice(said.price, ours),
    brand: ifWritten(said.brand),
    sizes: [...new Set(said.sizes.filter((size) => isWritten(size, written)))],
    material: ifWritten(said.material),
  };
}

/**
 * The model has read the sentence around the amounts: one of them that it names is the price. What stands nowhere is
 * not, and a price that the page states in its own tags stays.
 */
function settledPrice(
  said: SaidFacts['price'],
  { price: read, amounts }: OurReading,
): Pick<GroundedFacts, 'price' | 'disagreement'> {
  if (said === null) return { price: read, disagreement: read === null ? null : 'model_none' };
  const named = amounts
    .filter(({ amount }) => isSame(amount, said.amount))
    .flatMap((one) => withCurrency(one, said) ?? []);
  const sameAsOurs = read !== null && isSame(read.amount, said.amount) ? read : undefined;
  const agreed = sameAsOurs?.currency === said.currency ? sameAsOurs : undefined;
  const grounded = agreed ?? named.find(({ currency }) => currency === said.currency) ?? sameAsOurs ?? named[0];
  const isStated = read !== null && !amounts.some(({ amount }) => isSame(amount, read.amount));
  const price = isStated || grounded === undefined ? read : grounded;
  if (read === null) return { price, disagreement: 'reader_none' };
  if (!isSame(read.amount, said.amount)) return { price, disagreement: 'amount' };
  // Our currency comes from the sign beside the amount, or from the seller's country.
  const differs = said.currency !== null && said.currency !== read.currency;
  return { price, disagreement: differs ? 'currency' : null };
}

/** Where neither a sign beside it nor the seller's country tells (XXX), the model may. */
function withCurrency(price: Price, { currency }: { currency: string | null }): Price | undefined {
  if (price.currency !== NO_CURRENCY) return price;
  return currency === null ? undefined : { ...price, currency };
}

const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 0.005;

const isWritten = (text: string, written: string): boolean => {
  const tokens = tokensOf(text);
  return tokens !== ' ' && written.includes(tokens);
};

/** Words and numbers in lower case without accents, a blank around each. */
function tokensOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return ` ${(plain.match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []).join(' ')} `.replace(/^ {2}$/, ' ');
}
