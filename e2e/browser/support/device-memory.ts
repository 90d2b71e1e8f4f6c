import type { Page } from '@playwright/test';
import { expect } from './test';

export const SOLD_OUT = { productId: '99999999999999999', title: 'Woven kiondo, sold out' };

/** Puts products into this device's memory. */
export function keepOnDevice(key: string, products: { productId: string; title: string }[]) {
  return async (page: Page) => {
    const list = JSON.stringify(products.map(({ productId, title }) => ({ productId, title })));
    await page.evaluate(([name, value]) => localStorage.setItem(name, value), [key, list] as const);
    await page.reload();
    await expect(page.getByRole('link', { name: products[0]?.title ?? '' }).first()).toBeVisible();
  };
}
