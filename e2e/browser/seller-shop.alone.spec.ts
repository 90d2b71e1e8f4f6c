import type { Locator, Page } from '@playwright/test';
import { demoSellers } from '@/e2e/world/demo-sellers';
import type { SellerScenario, WorldProduct } from '@/e2e/world/sellers/types';
import { collectComplaints, expect, expectAccessible, taken, test } from './support/test';

// What a seller may paste, and the way back to it; seller-story.alone.spec.ts has the whole of one.

const shops = demoSellers();
const readable = shops.filter(({ seller }) => seller.catalogue.layout !== 'interstitial');

function shop(given: SellerScenario | undefined): { phone: string; products: WorldProduct[] } {
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

/** Files held over the page, or words where there is none; whether the page takes what happens into its own hands. */
async function dragOf(page: Page, files: { name: string; type: string; text: string }[]) {
  const dataTransfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, type, text } of given) transfer.items.add(new File([text], name, { type }));
    if (given.length === 0) transfer.setData('text/plain', 'Karibu');
    return transfer;
  }, files);
  const send = (on: Locator, type: string): Promise<boolean> =>
    on.evaluate(
      (element, [kind, transfer]) =>
        !element.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer })),
      [type, dataTransfer] as const,
    );
  return { over: (on: Locator) => send(on, 'dragover'), drop: (on: Locator) => send(on, 'drop') };
}

test('pastes two shops, looks into one, and finds both when going back', async ({ page, system }) => {
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

test('files dropped on the box are read; what is no text, or has no link, says so', async ({ page, system }) => {
  await page.goto('/sell');
  const box = page.getByLabel('Paste your catalogue link');
  await taken(box);
  const csv = `No,Name,Link\n1,"Dress, blue",${links(system.worldOrigin, [product(first)])}`;
  const txt = `Karibu: ${system.worldOrigin}/c/${second.phone}`;
  const form = page.locator('form').filter({ has: box });
  const drag = await dragOf(page, [
    { name: 'links.csv', type: 'text/csv', text: csv },
    { name: 'karibu.txt', type: 'text/plain', text: txt },
  ]);
  expect(await drag.over(box)).toBe(true);
  await expect(form).toHaveCSS('outline-style', 'dashed');
  expect(await drag.drop(box)).toBe(true);
  await expect(form).not.toHaveCSS('outline-style', 'dashed');
  const files = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
  await expect(files).toHaveText([/^links\.csv\s*1 link$/, /^karibu\.txt\s*1 link$/]);
  await expect(page.getByText(/^Understood: Catalogue of/)).toBeVisible();
  await expect(page.getByText(/^Understood: 1 product of/)).toBeVisible();

  // A workbook, as a spreadsheet saves it unless it is told otherwise.
  const workbook = { name: 'links.xlsx', type: 'application/vnd.ms-excel', text: `PK\u0003\u0004\0\0${csv}` };
  await (await dragOf(page, [workbook])).drop(box);
  const trouble = page.getByRole('status');
  await expect(trouble.filter({ hasText: 'links.xlsx' })).toContainText('This is no text file. Save the sheet as CSV');
  await (await dragOf(page, [{ name: 'notes.txt', type: 'text/plain', text: 'Buy sugar' }])).drop(box);
  await expect(trouble.filter({ hasText: 'notes.txt' })).toContainText(
    'There is no WhatsApp catalogue or product link',
  );
  await expect(trouble.filter({ hasText: 'links.xlsx' })).toHaveCount(0);
  await expect(files).toHaveCount(2);
  await expectAccessible(page);
  // Words that are dragged over it are the browser's to put where they are let go.
  expect(await (await dragOf(page, [])).over(box)).toBe(false);
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
