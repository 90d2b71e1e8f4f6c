import type { APIRequestContext, Page } from '@playwright/test';
import { demoSellers } from '@/e2e/world/demo-sellers';
import type { SellerScenario, WorldProduct } from '@/e2e/world/sellers/types';
import { collectComplaints, expect, expectAccessible, test } from './support/test';
import { inWorld } from './support/world';

// A seller from the first paste to the proof that the shop is theirs, and back without any link.

const shops = demoSellers();
const readable = shops.filter(({ seller }) => seller.catalogue.layout !== 'interstitial');

function shop(given: SellerScenario | undefined): { phone: string; name: string; products: WorldProduct[] } {
  if (given === undefined) throw new Error('the demo has too few sellers');
  const products = given.products.filter(({ gone, truth }) => gone === null && truth.decision === 'approved');
  return { ...given.seller, products };
}
const [first, second] = [shop(readable[0]), shop(readable[1])];
const closed = shop(shops.find(({ seller }) => seller.catalogue.layout === 'interstitial'));

function product({ products }: { products: WorldProduct[] }, nth = 0): WorldProduct {
  const found = products[nth];
  if (found === undefined) throw new Error('the shop has too few products');
  return found;
}
const links = (origin: string, of: WorldProduct[]) =>
  of.map(({ id, phone }) => `${origin}/p/${id}/${phone}`).join('\n');

async function paste(page: Page, text: string): Promise<void> {
  await page.goto('/sell');
  await page.getByLabel('Paste your catalogue link').fill(text);
  await page.getByRole('button', { name: 'Add to Soko' }).click();
}

/** The seller writes something else into a product on WhatsApp. */
async function write(request: APIRequestContext, worldOrigin: string, id: string, title: string): Promise<void> {
  await inWorld(request, worldOrigin, 'product', { id, title });
}

test('pastes two shops, looks into one, finds both when going back, and again the next day', async ({
  page,
  system,
}) => {
  const complaints = collectComplaints(page);
  const text = `Karibu!\n${links(system.worldOrigin, [product(first), product(second)])}\nhttps://wa.me/254712345678`;
  await paste(page, text);
  await expect(page.getByText('What could not be used')).toBeVisible();
  const started = page.getByRole('link', { name: 'Watch it' });
  await expect(started).toHaveCount(2);
  await started.first().click();
  await expect(page).toHaveURL(/\/sell\/[0-9a-f-]{36}$/);
  const own = page.getByRole('link', { name: 'Send this page’s link to my WhatsApp' });
  const href = new URL((await own.getAttribute('href')) ?? '');
  expect([first.phone, second.phone].map((phone) => `/${phone}`)).toContain(href.pathname);
  expect(href.searchParams.get('text')).toContain(new URL(page.url()).pathname);
  await page.goBack();
  await expect(started).toHaveCount(2);
  await expect(page.getByText('What could not be used')).toBeVisible();
  // The next day: a new window, and no link.
  const tomorrow = await page.context().newPage();
  await tomorrow.goto('/sell');
  const held = tomorrow.getByRole('region', { name: 'Your shops' });
  for (const { name } of [first, second]) await expect(held.getByRole('heading', { name })).toBeVisible();
  await expect(held.getByText(/\d+ live/).first()).toBeVisible();
  await expectAccessible(tomorrow);
  await tomorrow.close();
  expect(complaints).toEqual([]);
});

test('forgets a shop on this device', async ({ page, system }) => {
  await paste(page, links(system.worldOrigin, [product(first)]));
  await expect(page).toHaveURL(/\/sell\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'All your shops' }).click();
  const held = page.getByRole('region', { name: 'Your shop' });
  await held.getByText('Forget').first().click();
  await held.getByRole('button', { name: /Forget this shop/ }).click();
  await expect(page).toHaveURL(/\/sell$/);
  await expect(held).toHaveCount(0);
});

test('a catalogue that WhatsApp shows in its app only takes product links on the same page', async ({
  page,
  system,
}) => {
  await paste(page, `${system.worldOrigin}/c/${closed.phone}`);
  await expect(page.getByText('WhatsApp does not show this catalogue on the web')).toBeVisible({ timeout: 90_000 });
  await page
    .getByLabel('Paste your products’ links here')
    .fill(links(system.worldOrigin, [product(closed), product(closed, 1), product(first)]));
  await expect(page.getByText('2 products of this shop.')).toBeVisible();
  await expect(page.getByText(/1 other link is left out/)).toBeVisible();
  await expectAccessible(page);
  const before = page.url();
  await page.getByRole('button', { name: 'Add these products' }).click();
  await expect(page).not.toHaveURL(before);
  const rows = page.getByRole('region', { name: 'Your products' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
});

test('a number alone offers its catalogue; a sheet brings thousands of links at once', async ({ page, system }) => {
  await page.goto('/sell');
  const box = page.getByLabel('Paste your catalogue link');
  await expect(page.getByText(/up to 30 catalogues and 5,000 product links/)).toBeVisible();
  await box.fill('0712 345 678');
  await page.getByRole('button', { name: 'Use the catalogue of +254 712 345 678' }).click();
  await expect(box).toHaveValue(`${system.worldOrigin}/c/254712345678`);
  await box.fill('');
  const rows = Array.from(
    { length: 4_000 },
    (_, i) => `${i},"Dress, blue",https://wa.me/p/${10 ** 15 + i}/${first.phone}`,
  );
  const csv = { name: 'links.csv', mimeType: 'text/csv', buffer: Buffer.from(`No,Name,Link\n${rows.join('\n')}`) };
  await page.getByLabel('File with links').setInputFiles(csv);
  await expect(page.getByRole('list', { name: 'Files' })).toContainText(/links\.csv\s*4,?000 links/);
  await expect(page.getByText(/Understood: 4,?000 products of/)).toBeVisible();
  await page.getByRole('button', { name: 'Leave out links.csv' }).click();
  await expect(page.getByRole('button', { name: 'Add to Soko' })).toBeDisabled();
});

test('proves the shop with a code in a product, and shoppers see it', async ({ page, system, request }) => {
  const complaints = collectComplaints(page);
  const mine = product(second);
  await paste(page, links(system.worldOrigin, [mine]));
  await expect(page).toHaveURL(/\/sell\/[0-9a-f-]{36}$/);
  await page.goto('/sell');
  await page.getByRole('link', { name: /^Show that it is yours/ }).click();
  await expect(page.getByRole('heading', { name: 'Show that this shop is yours' })).toBeVisible();
  await page.getByRole('button', { name: 'Get a code' }).click();
  const code = (await page.getByText(/^SOKO-[A-Z]{4}-[A-Z]{4}$/).textContent()) ?? '';
  await expectAccessible(page);

  // Too early: the page says so, and finds it as soon as it is there.
  await page
    .getByLabel(/aste the (product’s link|link of the product)/)
    .fill(`${system.worldOrigin}/p/${mine.id}/${mine.phone}`);
  await page.getByRole('button', { name: 'I have saved it: look for it' }).click();
  await expect(page.getByText(/The code is not there yet/)).toBeVisible();
  await write(request, system.worldOrigin, mine.id, `${mine.title} ${code.toLowerCase()}`);
  try {
    await expect(page.getByText('This shop is yours', { exact: true })).toBeVisible();
  } finally {
    await write(request, system.worldOrigin, mine.id, mine.title);
  }
  await page.goto('/sell');
  await expect(page.getByRole('region', { name: 'Your shop' }).getByText('Proven')).toBeVisible();
  await page.goto(`/products/${mine.id}`);
  await page.getByRole('link', { name: /Proven shop/ }).click();
  await expect(page.getByText('Proven shop').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a strange device is led to the proof, and meets clear words under a shop that is not there', async ({
  page,
  request,
}) => {
  const { products } = (await (await request.get('/api/products?limit=1')).json()) as {
    products: { seller: { id: string } }[];
  };
  const sellerId = products[0]?.seller.id ?? '';
  await page.goto(`/sell/shops/${sellerId}/prove`);
  await expect(page.getByText('This device does not hold this shop yet')).toBeVisible();
  expect((await page.goto('/sell/shops/00000000-0000-4000-8000-000000000000/prove'))?.status()).toBe(404);
});
