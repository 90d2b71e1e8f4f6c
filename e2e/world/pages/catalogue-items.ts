import type { CatalogueSettings } from '@/e2e/world/quirks/catalogue';
import type { WorldProduct } from '@/e2e/world/sellers/types';

export interface CatalogueItem {
  id: string;
  href: string;
  title: string;
}

export interface CataloguePart {
  items: CatalogueItem[];
  next: string | null;
}

/** One page of a seller's catalogue as its JSON endpoint gives it; cursors are opaque to clients. */
export function cataloguePart(
  products: readonly WorldProduct[],
  settings: CatalogueSettings,
  cursor: number,
  origin: string,
): CataloguePart {
  const listed = products.filter((product) => product.listed);
  if (settings.layout === 'endless') return endlessPart(listed, settings, cursor, origin);
  const slice = listed.slice(cursor, cursor + settings.pageSize);
  const items = slice.flatMap((product, index) => itemsOf(product, settings, cursor + index, origin));
  const after = cursor + settings.pageSize;
  return { items, next: after < listed.length ? String(after) : null };
}

/** Everything at once, for the layouts that do not page. */
export const wholeCatalogue = (
  products: readonly WorldProduct[],
  settings: CatalogueSettings,
  origin: string,
): CatalogueItem[] =>
  cataloguePart(products, { ...settings, layout: 'all', pageSize: Number.MAX_SAFE_INTEGER }, 0, origin).items;

function itemsOf(product: WorldProduct, settings: CatalogueSettings, index: number, origin: string): CatalogueItem[] {
  const { id, phone, title } = product;
  const path = linkKind(settings, index) === 'p' ? `/p/${id}/${phone}` : `/product/${id}/${phone}`;
  const item = { id, href: index % 3 === 0 ? `${origin}${path}` : path, title };
  if (!settings.duplicates) return [item];
  return [item, { ...item, href: `${path}?app_absent=0` }, { ...item, href: `${path}#details` }];
}

function linkKind(settings: CatalogueSettings, index: number): 'p' | 'product' {
  if (settings.links !== 'mixed') return settings.links;
  return index % 2 === 0 ? 'p' : 'product';
}

function endlessPart(
  listed: readonly WorldProduct[],
  settings: CatalogueSettings,
  cursor: number,
  origin: string,
): CataloguePart {
  const next = String(cursor + settings.pageSize);
  const items = Array.from({ length: settings.pageSize }, (_, index) => {
    const product = listed[(cursor + index) % Math.max(1, listed.length)];
    if (product === undefined) return [];
    const id =
      settings.endlessWith === 'repeats' ? product.id : String(8_000_000_000_000_000n + BigInt(cursor + index));
    return itemsOf({ ...product, id }, settings, cursor + index, origin);
  });
  return { items: items.flat(), next };
}
