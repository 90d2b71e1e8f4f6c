import type { APIRequestContext, Locator, Page } from '@playwright/test';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import type { SearchPage } from '@/lib/search/search-page.schema';
import { allLiveProducts } from './api';
import { phoneOf, pictureInTheWorld, retaken } from './photo';

/** The first products found, in their order. */
export function found(page: Page): Locator {
  return page.getByRole('list', { name: /^Products found/ }).locator('> li');
}

export function firstFound(page: Page): Locator {
  return found(page).first().getByRole('heading').getByRole('link');
}

/** Hands in a photo the way a file is chosen. */
export async function choosePhoto(page: Page, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').last().setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
}

/** Nothing is being searched: what is shown is the answer. */
export async function searched(page: Page): Promise<void> {
  await page.locator('section[aria-labelledby=results-title][aria-busy=false]').waitFor();
}

export function hrefOf(product: { productId: string }): string {
  return `/products/${product.productId}`;
}

/** A live product of each of two categories, whose photos are told apart by anybody. */
export async function dressAndShoe(request: APIRequestContext): Promise<[ProductView, ProductView]> {
  const products = await allLiveProducts(request);
  const dress = products.find(({ category }) => category === 'women_fashion');
  const shoe = products.find(({ category }) => category === 'shoes');
  if (!dress || !shoe) throw new Error('the demo has no dress or no shoe');
  return [dress, shoe];
}

export async function photoOf(worldOrigin: string, product: ProductView): Promise<Buffer> {
  return retaken(await pictureInTheWorld(worldOrigin, product.productId, phoneOf(product)));
}

/** A product among whose neighbours one stands for several. */
export async function oneWithAlike(request: APIRequestContext): Promise<string> {
  for (const { productId } of await allLiveProducts(request)) {
    const answer = await request.get(`/api/search?like=${productId}&limit=30`);
    const { results } = (await answer.json()) as SearchPage;
    if (results.some(({ alike }) => alike !== null)) return productId;
  }
  throw new Error('no product of the demo has any that are alike');
}
