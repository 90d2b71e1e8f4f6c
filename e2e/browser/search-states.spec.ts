import type { Page, Route } from '@playwright/test';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { holdRequests } from './support/hold-requests';
import { choosePhoto, dressAndShoe, firstFound, found, hrefOf, oneWithAlike, photoOf } from './support/search';
import { answerByWords, refuse } from './support/search-answers';
import { test as base, expect, expectAccessible, taken, takesSteps } from './support/test';

interface Fixtures {
  dress: ProductView;
  /** Opens the search page and chooses a photo of the dress. */
  handInDress(): Promise<void>;
}

const test = base.extend<Fixtures>({
  dress: async ({ request }, use) => use((await dressAndShoe(request))[0]),
  handInDress: async ({ page, system, dress }, use) => {
    const photo = await photoOf(system.worldOrigin, dress);
    await use(async () => {
      await page.goto('/search');
      await choosePhoto(page, photo);
    });
  },
});

test('nothing asked yet', async ({ page }) => {
  await page.goto('/search');
  await expectAccessible(page);
});

test('searching, slowly, and done', async ({ page, handInDress, dress }) => {
  const answer = await holdRequests(page, '**/api/search*');
  await handInDress();
  await expect(page.getByText('Looking through the shelves…')).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByText('Still looking.')).toBeVisible();
  answer();
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  await expect(page.getByRole('group', { name: /Box around/ })).toBeVisible();
  await expectAccessible(page);
});

test('filters and order, open', async ({ page }) => {
  await page.goto('/search?q=dress&colour=red');
  const show = page.getByRole('button', { name: /^Show .*products?$/ });
  const filter = page.locator('summary', { hasText: 'Filter' });
  // A press before the script runs opens it, too; what Escape does shows that it runs.
  await expect(async () => {
    if (!(await show.isVisible())) await filter.click();
    await page.keyboard.press('Escape');
    await expect(show).toBeHidden({ timeout: 500 });
  }).toPass();
  await expect(filter).toBeFocused();
  await filter.click();
  await expect(show).toBeVisible();
  await expectAccessible(page, 'details[open]');
  await page.keyboard.press('Escape');
  await page.getByText('Order: Best match').click();
  await expectAccessible(page, 'details[open]');
});

test('photo search is away, and comes back', async ({ page, handInDress, dress }) => {
  await page.route('**/api/search*', refuse(503, 'search_unavailable'));
  await handInDress();
  await expect(page.getByText('Searching by photo is away for a moment')).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/api/search*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
});

test('too many searches', async ({ page, handInDress, dress }) => {
  await page.route('**/api/search*', refuse(429, 'rate_limited', { 'retry-after': '2' }));
  await handInDress();
  await expect(page.getByRole('button', { name: /^Try again in \d s$/ })).toBeDisabled();
  await expectAccessible(page);
  await page.unroute('**/api/search*');
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
});

test('nothing with these filters', async ({ page, dress }) => {
  await page.goto(`/search?like=${dress.productId}&minPrice=99999999`);
  await expect(page.getByRole('heading', { name: 'Nothing with these filters' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Take the filters off' }).click();
  await expect(found(page).first()).toBeVisible();
});

test('offline, and back', async ({ page, dress }) => {
  await page.goto(`/search?like=${dress.productId}`);
  await page.waitForLoadState('networkidle');
  await takesSteps(page);
  await page.context().setOffline(true);
  await page.getByRole('combobox').fill('blue');
  await page.keyboard.press('Enter');
  await expect(page.getByText('You are offline')).toBeVisible();
  await expectAccessible(page);
  await page.context().setOffline(false);
  await expect(page.getByText('You are offline')).toBeHidden();
  await expect(found(page).first()).toBeVisible();
});

test('links that have grown old say so', async ({ page }) => {
  await page.goto('/search?photo=AAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByText('This photo search has expired')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/search?like=99999999999999999');
  await expect(page.getByText('It is no longer on the shelf', { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('words alone, while the model is away', async ({ page, request }) => {
  await page.route('**/api/search*', await answerByWords(request));
  await page.goto('/search?q=shoe');
  await taken(page.getByRole('combobox'));
  await takesSteps(page);
  await page.getByRole('combobox').fill('dress');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Showing products that have these words')).toBeVisible();
  await expectAccessible(page);
});

test('words sent before the page notices a step in its history are not lost', async ({ page }) => {
  await page.addInitScript(holdBackHistory);
  await page.goto('/search?q=shoe');
  await taken(page.getByRole('combobox'));
  await page.getByRole('combobox').fill('dress');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '“dress”' })).toBeVisible();
});

test('an open shelf of what is alike', async ({ page, request }) => {
  await page.goto(`/search?like=${await oneWithAlike(request)}`);
  await page
    .getByRole('button', { name: /^\d+ more like/ })
    .first()
    .click();
  await expectAccessible(page);
});

test('tells what is wrong with a file', async ({ page }) => {
  const tell = async (buffer: Buffer, words: RegExp) => {
    await page.goto('/search');
    await choosePhoto(page, buffer);
    await expect(page.getByText('This photo can’t be searched with')).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
  };
  await tell(Buffer.alloc(0), /The file is empty/);
  await tell(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /This is not a picture/);
  await tell(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]), /HEIC/);
  await expectAccessible(page);
});

test('a photo whose search has expired is searched with again from this tab', async ({ page, handInDress }) => {
  await handInDress();
  await expect(page).toHaveURL(/photo=/);
  await takesSteps(page);
  await once(page, refuse(410, 'photo_search_expired'));
  await page.getByRole('combobox').fill('dress');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=dress&photo=/);
  await expect(found(page).first()).toBeVisible();
  await expect(page.getByText('This photo search has expired')).toHaveCount(0);
});

/** Runs in the page: Next's own pushState comes a moment after buttons work; here that moment does not end. */
function holdBackHistory(): void {
  const { pushState } = History.prototype;
  Object.defineProperty(History.prototype, 'pushState', { get: () => pushState, set: () => {}, configurable: true });
}

/** The next search only. */
async function once(page: Page, handler: (route: Route) => Promise<void>): Promise<void> {
  await page.route('**/api/search*', handler, { times: 1 });
}
