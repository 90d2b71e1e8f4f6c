import type { ReviewQueue } from '@/lib/moderation/moderation.schema';
import { allLiveProducts } from './support/api';
import { expect, expectAccessible, test } from './support/test';

const A_DAY = 24 * 60 * 60 * 1000;
const NAIROBI = 3 * 60 * 60 * 1000;

test('shows what was listed today under a heading of its own', async ({ page, request }) => {
  const today = Math.floor((Date.now() + NAIROBI) / A_DAY) * A_DAY - NAIROBI;
  const products = await allLiveProducts(request);
  const isNew = products.filter(({ listedAt }) => Date.parse(listedAt ?? '') >= today);
  test.skip(isNew.length === 0, 'nothing was listed since midnight in Nairobi');
  await page.goto('/?sort=newest');
  await expect(page.getByRole('heading', { name: 'New today' })).toBeVisible();
  const links = page.getByRole('list', { name: 'New today' }).getByRole('link');
  const ids = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')?.split('/').pop()));
  expect(ids.length).toBeGreaterThan(0);
  const newIds = new Set(isNew.map(({ productId }) => productId));
  expect(ids.filter((id) => !newIds.has(id ?? ''))).toEqual([]);
});

test('orders by price, narrows by colour, and takes each back by its chip', async ({ page, request }) => {
  const all = new Map((await allLiveProducts(request)).map((product) => [product.productId, product]));
  await page.goto('/');
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Sort by').selectOption('Lowest price');
  await page.getByRole('radio', { name: 'Blue', exact: true }).check({ force: true });
  await page.getByRole('button', { name: /^Show .*products?$/ }).click();
  await expect(page).toHaveURL(/sort=price/);
  const links = page.getByRole('region', { name: 'All products' }).getByRole('link');
  const ids = await links.evaluateAll((found) =>
    found.map((link) => link.getAttribute('href')?.split('/').pop() ?? ''),
  );
  expect(ids.length).toBeGreaterThan(3);
  const amounts = ids.flatMap((id) => {
    const price = all.get(id)?.price;
    return price?.currency === 'KES' ? [price.amount] : [];
  });
  expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
  const filters = page.getByRole('list', { name: 'Filters that are on' });
  await filters.getByRole('link', { name: 'Remove Blue' }).click();
  await expect(page).not.toHaveURL(/colour=/);
  await filters.getByRole('link', { name: 'Remove Lowest price' }).click();
  await expect(filters).toBeHidden();
});

test('goes on from a product to its neighbours, each shown once', async ({ page, request }) => {
  const [product] = await allLiveProducts(request);
  await page.goto(`/products/${product?.productId}`);
  const cards = page.getByRole('list', { name: 'More like this' }).getByRole('listitem');
  await expect(cards.first()).toBeVisible();
  const before = await cards.count();
  await expect(async () => {
    await page.mouse.wheel(0, 5_000);
    expect(await cards.count()).toBeGreaterThan(before);
  }).toPass();
  const hrefs = await cards.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(new Set(hrefs).size).toBe(hrefs.length);
  expect(hrefs).not.toContain(`/products/${product?.productId}`);
});

test('looks around one seller’s shelf by category', async ({ page, request }) => {
  const products = await allLiveProducts(request);
  const categories = new Map<string, Set<string>>();
  for (const { seller, category } of products)
    categories.set(seller.id, (categories.get(seller.id) ?? new Set()).add(category ?? ''));
  const [sellerId] = [...categories].sort(([, a], [, b]) => b.size - a.size)[0] ?? [];
  const theirs = products.filter(({ seller }) => seller.id === sellerId);
  await page.goto(`/sellers/${sellerId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(theirs[0]?.seller.name ?? '');
  await expect(page.getByRole('main')).toContainText(`${theirs.length} products`);
  await expect(page.getByRole('main')).toContainText('last seen on WhatsApp');
  const chips = page.getByRole('navigation', { name: 'Categories' }).getByRole('link');
  await chips.nth(1).click();
  await expect(page).toHaveURL(new RegExp(`/sellers/${sellerId}\\?category=`));
  const category = new URL(page.url()).searchParams.get('category');
  const links = page.getByRole('region', { name: /^Products of/ }).getByRole('link');
  const ids = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')?.split('/').pop()));
  const shown = theirs.filter(({ productId }) => ids.includes(productId));
  expect(shown.length).toBeGreaterThan(0);
  expect(new Set(shown.map((product) => product.category))).toEqual(new Set([category]));
  await expectAccessible(page);
});

test('is shown neighbours in place of a product that is hidden', async ({ page, signInAs }) => {
  await signInAs('moderator');
  const { items } = (await (await page.request.get('/api/review/queue')).json()) as ReviewQueue;
  const answer = await page.goto(`/products/${items[0]?.productId}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'It’s no longer on the shelf' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Close to it' }).getByRole('link').first()).toBeVisible();
  expect(await page.content()).not.toContain(items[0]?.title ?? 'nothing');
  await expectAccessible(page);
});

test('tells search engines and chats what a page is', async ({ page, request, system }) => {
  const product = (await allLiveProducts(request)).find(({ price, s3ImageUrl }) => price && s3ImageUrl);
  if (!product) throw new Error('no live product with a price and a stored picture');
  await page.goto(`/products/${product.productId}?lang=sw&from=chat`);
  const path = `${system.url}/products/${product.productId}`;
  const attribute = (selector: string, name: string) => page.locator(selector).getAttribute(name);
  expect(await attribute('link[rel="canonical"]', 'href')).toBe(`${path}?lang=sw`);
  expect(await attribute('link[hreflang="en"]', 'href')).toBe(path);
  expect(await attribute('link[hreflang="sw"]', 'href')).toBe(`${path}?lang=sw`);
  expect(await attribute('link[hreflang="x-default"]', 'href')).toBe(path);
  expect(await attribute('meta[property="og:image"]', 'content')).toBe(product.s3ImageUrl);
  expect(Number(await attribute('meta[property="og:image:width"]', 'content'))).toBe(product.imageWidth);
  expect(Number(await attribute('meta[property="og:image:height"]', 'content'))).toBe(product.imageHeight);
  expect(await attribute('meta[name="twitter:card"]', 'content')).toBe('summary_large_image');
  expect(await attribute('meta[property="og:locale"]', 'content')).toBe('sw_KE');
  const json = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
  expect(json).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    url: path,
    image: [product.s3ImageUrl],
    offers: { '@type': 'Offer', price: product.price?.amount, priceCurrency: product.price?.currency },
  });
});

test('has a sitemap of every live product, and keeps robots out of the rest', async ({ request, system }) => {
  const robots = await (await request.get('/robots.txt')).text();
  expect(robots).toContain(`Sitemap: ${system.url}/sitemap.xml`);
  for (const path of ['/admin', '/review', '/api/', '/sell/']) expect(robots).toContain(`Disallow: ${path}\n`);
  const index = await (await request.get('/sitemap.xml')).text();
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].flatMap(([, href]) => (href ? [href] : []));
  const pages = await Promise.all(parts.map(async (href) => (await request.get(href)).text()));
  const all = pages.join('\n');
  for (const { productId } of await allLiveProducts(request))
    expect(all).toContain(`<loc>${system.url}/products/${productId}</loc>`);
  expect(all).toContain(`<loc>${system.url}/?category=shoes</loc>`);
  expect((await request.get('/sitemaps/products-99.xml')).status()).toBe(404);
  expect((await request.get('/sitemaps/nonsense.xml')).status()).toBe(404);
});

test('speaks Swahili, also to the seller', async ({ page, request }) => {
  const [product] = await allLiveProducts(request);
  await page.goto('/');
  await page.getByRole('link', { name: 'Kiswahili' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sw');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Umeiona mahali? Jua anayeiuza.');
  await page.goto(`/products/${product?.productId}`);
  const chat = page.getByRole('link', { name: 'Ongea kwa WhatsApp' }).filter({ visible: true });
  const text = new URL((await chat.getAttribute('href')) ?? '').searchParams.get('text');
  expect(text).toContain('Bado unayo');
  expect(text).toContain(product?.productId);
  await expect(page.getByRole('list', { name: 'Zinazofanana na hii' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('turns pages, opens a product and what is like it, its seller, filters, and another language', async ({
    page,
  }) => {
    await page.goto('/');
    const cards = page.getByRole('region', { name: 'Newest products' }).getByRole('heading', { level: 3 });
    const first = await cards.first().textContent();
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/cursor=/);
    expect(await cards.first().textContent()).not.toBe(first);
    const counted = page.waitForResponse((answer) => answer.url().endsWith('/views'));
    await cards.first().getByRole('link').click();
    expect((await counted).status()).toBe(202);
    await expect(page.getByRole('link', { name: 'Chat on WhatsApp' }).filter({ visible: true })).toBeVisible();
    // What only a script could do is not offered.
    await expect(page.getByRole('button', { name: /^(Save|Share)/ })).toHaveCount(0);
    const similar = page.getByRole('list', { name: 'More like this' }).getByRole('link');
    const nearest = await similar.first().getAttribute('href');
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/cursor=/);
    expect(await similar.first().getAttribute('href')).not.toBe(nearest);
    await page.getByRole('link', { name: /See everything from this seller/ }).click();
    await expect(page).toHaveURL(/\/sellers\//);
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('Sort by').selectOption('Highest price');
    await page.getByRole('button', { name: /^Show .*products?$/ }).click();
    await expect(page).toHaveURL(/\/sellers\/.*sort=-price/);
    await expect(
      page
        .getByRole('region', { name: /^Products of/ })
        .getByRole('link')
        .first(),
    ).toBeVisible();
    await page.getByRole('link', { name: 'Kiswahili' }).first().click();
    await expect(page).toHaveURL(/\/sellers\/.*sort=-price.*lang=sw/);
    await expect(page.getByRole('region', { name: /^Bidhaa za/ })).toBeVisible();
    await page.goto('/saved');
    await expect(page.getByText(/JavaScript, ambayo hapa imezimwa/)).toBeVisible();
  });
});
