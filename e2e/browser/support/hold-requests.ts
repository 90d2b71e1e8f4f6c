import type { Page } from '@playwright/test';

/** No script of the page arrives before it is let, by what is answered. */
export const holdScripts = (page: Page): Promise<() => void> => holdRequests(page, '**/_next/static/**/*.js');

/** What is asked for at such addresses waits until it is let go, by what is answered. */
export async function holdRequests(page: Page, url: string): Promise<() => void> {
  let letGo = () => {};
  const allowed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(url, async (route) => {
    await allowed;
    await route.continue().catch(() => {});
  });
  return letGo;
}
