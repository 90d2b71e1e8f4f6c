import { allLiveProducts } from './support/api';
import { expect, expectAccessible, taken, test } from './support/test';

test('a phone’s first screen has the picture, the price, the seller and the chat', async ({ page, request }) => {
  const products = (await allLiveProducts(request)).filter(({ price, imageUrl }) => price && imageUrl);
  const byTitle = products.toSorted((a, b) => a.title.length - b.title.length);
  const longest = byTitle.filter(({ title }) => title.length <= 80).at(-1);
  for (const product of [byTitle[0], byTitle[Math.floor(byTitle.length / 2)], longest]) {
    await page.goto(`/products/${product?.productId}`);
    const chat = page.getByRole('link', { name: 'Chat on WhatsApp' }).filter({ visible: true });
    const bar = await chat.boundingBox();
    const seller = page.getByRole('main').locator(`a[href="/sellers/${product?.seller.id}"]`);
    const price = page.locator('h1 + p');
    const picture = page.getByRole('link', { name: 'See the picture large' });
    for (const thing of [price, seller, picture]) {
      const box = await thing.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    }
    expect((await picture.boundingBox())?.height).toBeGreaterThan(250);
  }
});

test('a picture opens by a tap and comes closer by two fingers', async ({ page, request }) => {
  const [product] = await allLiveProducts(request);
  await page.goto(`/products/${product?.productId}`);
  const link = page.getByRole('link', { name: 'See the picture large' });
  await taken(link);
  await link.tap();
  const dialog = page.getByRole('dialog');
  const picture = dialog.locator('img');
  await expect(picture).toBeVisible();
  await expectAccessible(page);
  const touch = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: 195 - apart, y: 400, id: 0 },
    { x: 195 + apart, y: 400, id: 1 },
  ];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) });
  for (const apart of [60, 80, 100, 120])
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(async () => (await picture.boundingBox())?.width).toBeGreaterThan(390 * 2);
  // The page itself is not zoomed, and the picture can be pushed.
  expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
  await dialog.getByRole('button', { name: 'See the whole picture' }).tap();
  await expect.poll(async () => (await picture.boundingBox())?.width).toBe(390);
  await dialog.getByRole('button', { name: 'Close', exact: true }).tap();
  await expect(dialog).toBeHidden();
});

test('the ground beside a picture is flat: its placeholder reaches no further than the picture', async ({
  page,
  request,
}) => {
  const [square] = (await allLiveProducts(request)).filter(
    ({ imagePlaceholder, imageWidth, imageHeight }) => imagePlaceholder && imageWidth && imageWidth === imageHeight,
  );
  // Too low for a picture as wide as the screen.
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`/products/${square?.productId}`);
  const link = page.getByRole('link', { name: 'See the picture large' });
  const shape = link.locator('div:has(> picture)');
  const box = await shape.boundingBox();
  const ground = await link.boundingBox();
  expect(ground?.width).toBe(360);
  expect(box?.height).toBe(ground?.height);
  expect(box?.width).toBeCloseTo(ground?.height ?? 0, 0);
  expect(await shape.evaluate((element) => getComputedStyle(element).overflow)).toBe('hidden');
});
