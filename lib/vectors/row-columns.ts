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
    let rows: Int32Array | null = null;
    for (const [column, code] of wanted) rows = keep(rows, size, (row) => column[row] === code);
    if (minPrice !== undefined || maxPrice !== undefined) {
      const { price } = this;
      const [least, most] = [minPrice ?? Number.NEGATIVE_INFINITY, maxPrice ?? Number.POSITIVE_INFINITY];
      // A product without a price is NaN, which no comparison is true of: it is in no range.
      rows = keep(rows, size, (row) => (price[row] as number) >= least && (price[row] as number) <= most);
    }
    return rows;
  }
}

/** Of these rows, or of all below `size`. */
function keep(rows: Int32Array | null, size: number, passes: (row: number) => boolean): Int32Array {
  const total = rows?.length ?? size;
  const kept = new Int32Array(total);
  let count = 0;
  for (let at = 0; at < total; at += 1) {
    const row = rows === null ? at : (rows[at] as number);
    if (!passes(row)) continue;
    kept[count] = row;
    count += 1;
  }
  return kept.subarray(0, count);
}

function grown<T extends Int32Array | Float64Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
