import type { VectorAttributes, VectorFilter } from './vector-store';

/** Milvus 2.3 has no null. Neither value can be a product's own. */
const NO_TEXT = '';
const NO_PRICE = -1;

/** The scalar fields as Milvus keeps them. */
export function toMilvusFields(attributes: VectorAttributes): Record<keyof VectorAttributes, string | number> {
  return {
    sellerPhone: attributes.sellerPhone,
    category: attributes.category ?? NO_TEXT,
    priceAmount: attributes.priceAmount ?? NO_PRICE,
    priceCurrency: attributes.priceCurrency ?? NO_TEXT,
  };
}

/** A boolean expression in Milvus's language; empty when nothing is filtered by. */
export function toMilvusFilter(filter: VectorFilter): string {
  const { sellerPhone, category, priceCurrency, minPrice, maxPrice } = filter;
  const terms: string[] = [];
  if (sellerPhone !== undefined) terms.push(`sellerPhone == ${quoted(sellerPhone)}`);
  if (category !== undefined) terms.push(`category == ${quoted(category)}`);
  if (priceCurrency !== undefined) terms.push(`priceCurrency == ${quoted(priceCurrency)}`);
  // A maximum alone must not let products without a price in.
  if (minPrice !== undefined || maxPrice !== undefined)
    terms.push(`priceAmount >= ${decimal(Math.max(0, minPrice ?? 0))}`);
  if (maxPrice !== undefined) terms.push(`priceAmount <= ${decimal(maxPrice)}`);
  return terms.join(' and ');
}

/** `productIds`: digits only, checked by the caller. */
export function toMilvusIdFilter(productIds: readonly string[]): string {
  return `productId in [${productIds.map(quoted).join(', ')}]`;
}

/** JSON's escapes are a subset of Go's, which Milvus reads strings by. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** Its grammar reads `1e21` and `5` next to a double field, but no `Infinity`. */
function decimal(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? '1.7e308' : '-1.7e308';
}
