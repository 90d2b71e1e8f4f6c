import type { Browser, Page } from '@playwright/test';
import type { TestedSystem } from './tested-system';

interface Credentials {
  email: string;
  password: string;
}

/** Enters both and sends them; what comes of it is the caller's to wait for. */
export async function enterPassword(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signed in, and on the page that was asked for. */
export async function signIn(page: Page, user: Credentials, next = '/review'): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await enterPassword(page, user);
  // By its path: the form's own address names the page, too.
  await page.waitForURL((url) => url.pathname === next);
}

/** Somebody signed in at a screen of their own; its context is the caller's to close. */
export async function anotherScreen(
  browser: Browser,
  system: TestedSystem,
  role: keyof TestedSystem['users'],
): Promise<Page> {
  // As the config has it for the tests' own page.
  const page = await (await browser.newContext({ baseURL: system.url, serviceWorkers: 'block' })).newPage();
  await signIn(page, system.users[role]);
  return page;
}
