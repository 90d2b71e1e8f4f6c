import { searchDeps } from '@/app/wiring';
import { ProductGrid } from '@/components/product/product-grid';
import { Notice } from '@/components/ui/notice';
import { similarProducts } from '@/lib/search/similar-products';

export async function SimilarProducts({ productId }: { productId: string }) {
  const products = await load(productId);
  if (products === null) return <Notice tone="warn" title="Similar products can’t be shown right now" />;
  if (products.length === 0) return <p className="text-ink-soft">Nothing quite like it yet.</p>;
  return <ProductGrid products={products} label="More like this" inView={0} />;
}

/** Null when the index is away: the product itself is still worth showing. */
async function load(productId: string) {
  try {
    const { results } = await similarProducts(searchDeps(), { productId, limit: 20 });
    return results.map(({ product }) => product);
  } catch {
    return null;
  }
}
