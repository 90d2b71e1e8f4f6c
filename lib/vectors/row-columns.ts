import type { VectorAttributes, VectorFilter } from './vector-store';

const NONE = -1;

/** Strings as small numbers, so that a filter over 100,000 rows compares integers. */
class Dictionary {
  private readonly codes = new Map<string, number>();

  codeOf(value: string | null): number {
    if (value === null) return NONE;
    const known = this.codes.get(value);
    if (known !== undefined) return known;
    this.codes.set(value, this.codes.size);
    return this.codes.size - 1;
  }

  /** Undefined when no row ever had it. */
  find(value: string): number | undefined {
    return this.codes.get(value);
  }
}

/** The attributes of the rows of a VectorTable, in columns. */
export class RowColumns {
  private readonly sellers = new Dictionary();
  private readonly categories = new Dictionary();
  private readonly currencies = new Dictionary();
  private seller = new Int32Array(0);
  private category = new Int32Array(0);
  private currency = new Int32Array(0);
  private price = new Float64Array(0);

  grow(rows: number): void {
    this.seller = grown(this.seller, new Int32Array(rows));
    this.category = grown(this.category, new Int32Array(rows));
    this.currency = grown(this.currency, new Int32Array(rows));
    this.price = grown(this.price, new Float64Array(rows));
  }

  set(row: number, attributes: VectorAttributes): void {
    this.seller[row] = this.sellers.codeOf(attributes.sellerPhone);
    this.category[row] = this.categories.codeOf(attributes.category);
    this.currency[row] = this.currencies.codeOf(attributes.priceCurrency);
    this.price[row] = attributes.priceAmount ?? Number.NaN;
  }

  move(from: number, to: number): void {
    for (const column of [this.seller, this.category, this.currency, this.price]) column[to] = column[from] ?? 0;
  }

  /** The rows below `size` that pass, in order; null when there is nothing to filter by. */
  select(filter: VectorFilter, size: number): Int32Array | null {
    const { sellerPhone, category, priceCurrency, minPrice, maxPrice } = filter;
    const wanted: [Int32Array, number | undefined][] = [];
    if (sellerPhone !== undefined) wanted.push([this.seller, this.sellers.find(sellerPhone)]);
    if (category !== undefined) wanted.push([this.category, this.categories.find(category)]);
    if (priceCurrency !== undefined) wanted.push([this.currency, this.currencies.find(priceCurrency)]);
    const byPrice = minPrice !== undefined || maxPrice !== undefined;
    if (wanted.length === 0 && !byPrice) return null;
    const rows = new Int32Array(size);
    let count = 0;
    for (let row = 0; row < size; row += 1) {
      if (!wanted.every(([column, code]) => column[row] === code)) continue;
      if (byPrice) {
        const price = this.price[row] ?? Number.NaN;
        // A product without a price (NaN) is in no price range: written so that NaN fails.
        if (!(price >= (minPrice ?? Number.NEGATIVE_INFINITY) && price <= (maxPrice ?? Number.POSITIVE_INFINITY)))
          continue;
      }
      rows[count] = row;
      count += 1;
    }
    return rows.subarray(0, count);
  }
}

function grown<T extends Int32Array | Float64Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
