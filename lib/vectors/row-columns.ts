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
    let rows: Int32Array | null = null;
    if (sellerPhone !== undefined) rows = keepEqual(rows, size, this.seller, this.sellers.find(sellerPhone));
    if (category !== undefined) rows = keepEqual(rows, size, this.category, this.categories.find(category));
    if (priceCurrency !== undefined) rows = keepEqual(rows, size, this.currency, this.currencies.find(priceCurrency));
    if (minPrice !== undefined || maxPrice !== undefined) {
      const [least, most] = [minPrice ?? Number.NEGATIVE_INFINITY, maxPrice ?? Number.POSITIVE_INFINITY];
      rows = keepBetween(rows, size, this.price, least, most);
    }
    return rows;
  }
}

/** Of these rows, or of all below `size`. A branch would take twice as long: which rows pass cannot be predicted. */
function keepEqual(rows: Int32Array | null, size: number, column: Int32Array, code: number | undefined): Int32Array {
  const total = rows?.length ?? size;
  const kept = new Int32Array(code === undefined ? 0 : total);
  let count = 0;
  for (let at = 0; at < total; at += 1) {
    const row = rows === null ? at : (rows[at] as number);
    kept[count] = row;
    count += Number(column[row] === code);
  }
  return kept.subarray(0, count);
}

/** The same for a range. A product without a price is NaN, which no comparison is true of: it is in no range. */
function keepBetween(
  rows: Int32Array | null,
  size: number,
  column: Float64Array,
  least: number,
  most: number,
): Int32Array {
  const total = rows?.length ?? size;
  const kept = new Int32Array(total);
  let count = 0;
  for (let at = 0; at < total; at += 1) {
    const row = rows === null ? at : (rows[at] as number);
    const value = column[row] as number;
    kept[count] = row;
    count += Number(value >= least) & Number(value <= most);
  }
  return kept.subarray(0, count);
}

function grown<T extends Int32Array | Float64Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
