import type { Page } from '@playwright/test';
import { allLiveProducts } from './support/api';
import { dressAndShoe, firstFound, hrefOf, photoOf } from './support/search';
import { expect, taken, test } from './support/test';

// What an installed Soko is sent by other apps, as the manifest asks for it: a form, posted to the address it names.

interface Shared {
  photo?: Buffer;
  text?: string;
  /** At the last moment. */
  first?: () => Promise<void>;
}

/** As the browser of a phone does when Soko is chosen among the apps to share with. */
async function share(page: Page, { photo, text = '', first }: Shared): Promise<void> {
  const manifest = await (await page.request.get('/manifest.webmanifest')).json();
  const { action, method, enctype, params } = manifest.share_target;
  await page.evaluate(
    ({ action, method, enctype, fields, file }) => {
      const form = Object.assign(document.createElement('form'), { id: 'share', action, method, enctype });
      for (const [name, value] of Object.entries(fields))
        form.append(Object.assign(document.createElement('input'), { name, value }));
      form.append(Object.assign(document.createElement('input'), { type: 'file', name: file }));
      document.body.append(form);
    },
    { action, method, enctype, fields: { [params.title]: '', [params.text]: text }, file: params.files[0].name },
  );
  const form = page.locator('form#share');
  if (photo) {
    const file = { name: 'IMG-20261130-WA0007.jpg', mimeType: 'image/jpeg', buffer: photo };
    await form.locator('input[type=file]').setInputFiles(file);
  }
  await first?.();
  await Promise.all([page.waitForURL(/\/(search|sell)\?/), form.evaluate((it: HTMLFormElement) => it.submit())]);
}

for (const worker of ['active', 'not there yet'] as const) {
  test.describe(`while the service worker is ${worker}`, () => {
    test.use({ serviceWorkers: worker === 'active' ? 'allow' : 'block' });
    test.beforeEach(async ({ page }) => {
      await page.goto('/?lang=en');
      if (worker === 'active') {
        await page.evaluate(async () => void (await navigator.serviceWorker.ready));
        // From here on pages are the worker's.
        await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      }
    });

    test('a photo that is shared is searched with, also after a reload', async ({ page, request, system }) => {
      const [dress] = await dressAndShoe(request);
      await share(page, { photo: await photoOf(system.worldOrigin, dress) });
      await expect(page).toHaveURL(/\/search\?photo=[\w-]{22}/);
      await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
      await page.reload();
      await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
      const waiting = await page.evaluate(() => window.caches.has('soko-shared-1'));
      expect(waiting).toBe(false);
    });

    test('a link that is shared stands in the box on /sell, and waits there for a person', async ({
      page,
      request,
    }) => {
      const [product] = await allLiveProducts(request);
      if (!product) throw new Error('no live product');
      const pastes: string[] = [];
      page.on('request', (sent) => {
        if (sent.method() === 'POST' && sent.url().endsWith('/api/sellers')) pastes.push(sent.url());
      });
      const link = `https://wa.me/c/${new URL(product.whatsappUrl).pathname.slice(1)}`;
      await share(page, { text: `Duka letu: ${link}` });
      await expect(page.getByLabel('Paste your catalogue link')).toHaveValue(`Duka letu: ${link}`);
      await taken(page.getByRole('button', { name: 'Add to Soko' }));
      await expect(page.getByText(/^Understood: Catalogue of/)).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(pastes).toEqual([]);
    });
  });
}

test.describe('a photo that is shared without a connection', () => {
  test.use({ serviceWorkers: 'allow' });

  test('is searched with when it is back', async ({ page, context, request, system }) => {
    const [dress] = await dressAndShoe(request);
    const photo = await photoOf(system.worldOrigin, dress);
    await page.goto('/?lang=en');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await share(page, { photo, first: () => context.setOffline(true) });
    await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
    await context.setOffline(false);
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(page).toHaveURL(/\/search\?photo=[\w-]{22}/);
    await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  });
});

test('another site’s page shares nothing', async ({ page, system }) => {
  await page.route('http://evil.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form action="${system.url}/share" method="post" enctype="multipart/form-data">
        <input name="text" value="https://wa.me/c/254700000000"><button>Win</button></form>`,
    }),
  );
  await page.goto('http://evil.example/');
  const answered = page.waitForResponse((response) => response.url().endsWith('/share'));
  await page.getByRole('button').click();
  expect((await answered).status()).toBe(403);
  await expect(page.getByText('came from another site')).toBeVisible();
});

test('a desktop’s home takes a dropped photo, and has pictures to try', async ({ page, request, system }) => {
  const [dress] = await dressAndShoe(request);
  await page.goto('/?lang=en');
  const zone = page.getByText('Drop a photo anywhere, or paste one');
  const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
  const place = await zone.boundingBox();
  expect(place?.x).toBeGreaterThan((heading?.x ?? 0) + (heading?.width ?? 0));
  const examples = page.getByRole('list', { name: /^No photo at hand/ }).getByRole('link');
  await expect(examples).toHaveCount(3);
  await examples.first().click();
  await expect(page).toHaveURL(/\/search\?like=\d+/);
  await expect(firstFound(page)).toBeVisible();
  await page.goBack();
  await taken(page.getByRole('button', { name: 'Choose a photo' }).filter({ visible: true }));
  const data = await page.evaluateHandle(
    (base64) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));
      return transfer;
    },
    (await photoOf(system.worldOrigin, dress)).toString('base64'),
  );
  await expect(async () => {
    await zone.dispatchEvent('dragover', { dataTransfer: data });
    await expect(page.getByText('Drop the photo to search with it')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await zone.dispatchEvent('drop', { dataTransfer: data });
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
});
