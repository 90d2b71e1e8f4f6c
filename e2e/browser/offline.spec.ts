import { expect, expectAccessible, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

for (const { language, title, again } of [
  { language: 'en', title: 'You are offline', again: 'Try again' },
  { language: 'sw', title: 'Hauna mtandao', again: 'Jaribu tena' },
]) {
  test(`a shopper who loses the connection is told so, in ${language}, and goes on when it is back`, async ({
    page,
    context,
  }) => {
    await page.goto(`/?lang=${language}`);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await context.setOffline(true);
    await page.goto('/search?q=dress');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    // Its style was kept with it.
    await expect(page.getByRole('link', { name: again })).toHaveCSS('display', 'flex');
    await expectAccessible(page);
    await context.setOffline(false);
    await page.getByRole('link', { name: again }).click();
    await expect(page).toHaveURL(/\/search\?q=dress/);
    await expect(page.getByRole('heading', { level: 1, name: 'dress' })).toBeVisible();
  });
}

test('Soko can be installed: a manifest in the reader’s language, with icons that are there', async ({ request }) => {
  for (const [language, name] of [
    ['en', 'Soko: Find it by photo'],
    ['sw', 'Soko: Tafuta kwa picha'],
  ] as const) {
    const response = await request.get('/manifest.webmanifest', { headers: { 'accept-language': language } });
    const manifest = await response.json();
    expect(manifest).toMatchObject({ name, lang: language, start_url: '/', display: 'standalone' });
    for (const { src, type } of manifest.icons) {
      const icon = await request.get(src);
      expect([icon.status(), icon.headers()['content-type']]).toEqual([200, type]);
    }
  }
});
