/** A product that this device remembers: its title too, so that one that is gone can still be named. */
export interface KeptProduct {
  productId: string;
  title: string;
}

const LONGEST_TITLE = 120;

/** What the storage holds, newest first; whatever is no list of products in it counts as not there. */
export function parseKept(text: string | null, most: number): KeptProduct[] {
  const products = new Map<string, KeptProduct>();
  for (const entry of readList(text)) {
    const product = toKept(entry);
    if (product && !products.has(product.productId)) products.set(product.productId, product);
    if (products.size === most) break;
  }
  return [...products.values()];
}

function readList(text: string | null): unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function toKept(entry: unknown): KeptProduct | null {
  if (typeof entry !== 'object' || entry === null || !('productId' in entry)) return null;
  const { productId } = entry;
  if (typeof productId !== 'string' || !/^\d{1,20}$/.test(productId)) return null;
  return { productId, title: 'title' in entry && typeof entry.title === 'string' ? cut(entry.title) : '' };
}

/** With the product first; what is over the limit falls off the end. */
export function withKept(list: KeptProduct[], { productId, title }: KeptProduct, most: number): KeptProduct[] {
  return [{ productId, title: cut(title) }, ...withoutKept(list, productId)].slice(0, most);
}

export function withoutKept(list: KeptProduct[], productId: string): KeptProduct[] {
  return list.filter((kept) => kept.productId !== productId);
}

function cut(title: string): string {
  return [...title].slice(0, LONGEST_TITLE).join('');
}
