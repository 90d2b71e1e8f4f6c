import type { Page } from '@playwright/test';

/** No script of the page arrives before it is let, by what is answered. */
export async function holdScripts(page: Page): Promise<() => void> {
  let letCome = () => {};
  const allowed = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await allowed;
    await route.continue().catch(() => {});
  });
  return letCome;
}
