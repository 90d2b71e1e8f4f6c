import { type APIRequestContext, expect, type Page, type Route } from '@playwright/test';
import { choosePhoto, found, oneWithAlike } from './search';
import { answerByWords, answerWithoutWords, refuse } from './search-answers';
import type { Shot } from './shot';
import { taken, takesSteps } from './test';

/** What a search looks like while it is under way, or when something is in its way. `photo`: of `productId`. */
export async function searchShots(
  request: APIRequestContext,
  { photo, productId }: { photo: Buffer; productId: string },
): Promise<Shot[]> {
  const byWords = await answerByWords(request);
  const onSearch = (name: string, answer: (route: Route) => Promise<void>, seen: string, more: Partial<Shot> = {}) => ({
    name,
    path: '/search',
    act: async (page: Page) => {
      await page.route('**/api/search*', answer);
      await choosePhoto(page, photo);
      await expect(page.getByText(seen).first()).toBeVisible();
    },
    ...more,
  });
  return [
    onSearch('search-searching', () => new Promise(() => {}), 'Still looking.', { isBusy: true }),
    onSearch('search-away', refuse(503, 'search_unavailable'), 'Searching by photo is away for a moment'),
    onSearch('search-too-many', refuse(429, 'rate_limited', { 'retry-after': '30' }), 'Try again in'),
    {
      name: 'search-words-only',
      path: '/search?q=shoe',
      act: async (page) => {
        await page.route('**/api/search*', byWords);
        await ask(page, 'dress');
        await expect(page.getByText('Showing products that have these words')).toBeVisible();
      },
    },
    {
      name: 'search-suggestions',
      path: '/',
      act: async (page) => {
        const box = page.getByRole('combobox');
        await taken(box);
        await box.fill('s');
        await expect(page.getByRole('option').first()).toBeVisible();
      },
    },
    {
      name: 'search-recent',
      path: '/search?q=shoe',
      act: async (page) => {
        await ask(page, 'red dress');
        await expect(page).toHaveURL(/q=red\+dress/);
        const box = page.getByRole('combobox');
        await box.click();
        await box.fill('');
        await expect(page.getByRole('option', { name: 'red dress' })).toBeVisible();
      },
    },
    {
      name: 'search-nothing-alike',
      path: '/search?q=shoe',
      act: async (page) => {
        await page.route('**/api/search*', await answerWithoutWords(request));
        await ask(page, 'zebra');
        await expect(page.getByText('Nothing here is called “zebra”')).toBeVisible();
      },
    },
    {
      name: 'search-did-you-mean',
      path: '/search?q=shoe',
      act: async (page) => {
        await page.route('**/api/search*', await answerWithoutWords(request, 'dress'));
        await ask(page, 'drses');
        await expect(page.getByText('Nobody here writes “drses”.')).toBeVisible();
      },
    },
    { name: 'search-nothing', path: `/search?like=${productId}&minPrice=99999999` },
    { name: 'search-expired', path: '/search?photo=AAAAAAAAAAAAAAAAAAAAAA' },
    {
      name: 'search-alike',
      path: `/search?like=${await oneWithAlike(request)}`,
      act: async (page) => {
        const button = page.getByRole('button', { name: /^\d+ more like/ }).first();
        await taken(button);
        await button.click();
        await expect(page.getByRole('button', { name: 'Close these' })).toBeVisible();
      },
    },
    {
      name: 'search-offline',
      path: `/search?like=${productId}`,
      alone: true,
      act: async (page) => {
        await expect(found(page).first()).toBeVisible();
        await page.waitForLoadState('networkidle');
        await page.context().setOffline(true);
        await ask(page, 'blue');
        await expect(page.getByText('You are offline')).toBeVisible();
      },
    },
  ];
}

async function ask(page: Page, text: string): Promise<void> {
  const box = page.getByRole('combobox');
  await taken(box);
  await takesSteps(page);
  await box.fill(text);
  await box.press('Enter');
}
