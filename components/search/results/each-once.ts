interface Shown {
  product: { productId: string };
  alike: { results: readonly { product: { productId: string } }[] } | null;
}

/**
 * The matches of all pages, each product where it was found first: between two questions the index may have changed,
 * and a product have moved from one page to the next. One that stands behind another is found, too.
 */
export function eachOnce<Match extends Shown>(pages: readonly { results: readonly Match[] }[]): Match[] {
  const seen = new Set<string>();
  return pages
    .flatMap((page) => page.results)
    .filter(({ product, alike }) => {
      if (seen.has(product.productId)) return false;
      seen.add(product.productId);
      for (const behind of alike?.results ?? []) seen.add(behind.product.productId);
      return true;
    });
}
