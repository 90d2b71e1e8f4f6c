import type { APIRequestContext } from '@playwright/test';
import type { ProductPage, ProductView } from '@/lib/marketplace/product-view.schema';

/** Every live product, page after page, as any caller of the API reads them. */
export async function allLiveProducts(request: APIRequestContext): Promise<ProductView[]> {
  const products: ProductView[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer = await request.get(`/api/products?limit=60&cursor=${cursor}`);
    const page = (await answer.json()) as ProductPage;
    products.push(...page.products);
    cursor = page.nextCursor;
  }
  return products;
}

/** Whichever comes first. */
export async function aLiveProduct(request: APIRequestContext): Promise<ProductView> {
  const [product] = await allLiveProducts(request);
  if (!product) throw new Error('no live product');
  return product;
}
