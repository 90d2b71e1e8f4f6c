import type { Page } from '@playwright/test';
import { Client } from 'pg';
import type { ReviewQueue } from '@/lib/moderation/moderation.schema';
import { expect, expectAccessible, listensToKeys, test } from './support/test';
import type { TestedSystem } from './support/tested-system';
import { inWorld } from './support/world';

const EXACTLY = 'This is exactly the picture that the model saw.';

/** A flagged product that is nowhere stored, the last one in the queue; `act` is told the way to the database. */
async function withFlagged(system: TestedSystem, act: (productId: string, db: Client) => Promise<void>) {
  const db = new Client({ connectionString: system.databaseUrl });
  await db.connect();
  try {
    const { rows } = await db.query<{ productId: string }>(
      `SELECT "productId" FROM "products" WHERE "qcStatus" = 'flagged' AND "isActive" AND "imageHash" IS NOT NULL
         AND "s3ImageUrl" IS NULL ORDER BY "qcSince" DESC, "productId" LIMIT 1`,
    );
    const [first] = rows;
    if (!first) throw new Error('no flagged product has a picture');
    await act(first.productId, db);
  } finally {
    await db.end();
  }
}

/** WhatsApp refuses the link as one that has expired; no worker has its picture in memory either. */
const breakLink = (db: Client, productId: string) =>
  db.query(`UPDATE "products" SET "imageUrl" = "imageUrl" || '0' WHERE "productId" = $1`, [productId]);

const picture = (page: Page) => page.getByRole('button', { name: /picture$/ }).getByRole('img');
const isDrawn = (page: Page) => picture(page).evaluate((img: HTMLImageElement) => img.naturalWidth > 0);

test('shows what the model saw, behind a link that has died, too, from this site', async ({
  page,
  signInAs,
  system,
}) => {
  await withFlagged(system, async (productId, db) => {
    await signInAs('moderator');
    await breakLink(db, productId);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`/review/products/${productId}`);
    await expect(page.getByText(EXACTLY)).toBeVisible();
    await expect.poll(() => isDrawn(page)).toBe(true);
    await expect(picture(page)).toHaveAttribute('src', /^blob:/);
    expect(asked.filter((url) => url.includes(`/api/review/pictures/${productId}?hash=`))).toHaveLength(1);
    await page.keyboard.press('z');
    await expect(page.getByRole('button', { name: 'Show the whole picture' })).toBeVisible();
  });
});

test('says that WhatsApp does not give it, and tries again when asked', async ({ page, signInAs, system }) => {
  await withFlagged(system, async (productId, db) => {
    await signInAs('moderator');
    await breakLink(db, productId);
    const quirk = { on: 'image', product: productId, quirk: { kind: 'status', status: 503 } };
    const { id } = (await inWorld(page.request, system.worldOrigin, 'quirk', quirk)) as { id: number };
    await page.goto(`/review/products/${productId}`);
    await expect(page.getByText('The picture cannot be fetched now.')).toBeVisible();
    await expectAccessible(page);
    await inWorld(page.request, system.worldOrigin, 'quirks-off', { id });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(EXACTLY)).toBeVisible();
    await expect.poll(() => isDrawn(page)).toBe(true);
  });
});

test('says that the seller has changed it, until the product has been read again', async ({
  page,
  signInAs,
  system,
}) => {
  await withFlagged(system, async (productId, db) => {
    await signInAs('moderator');
    // The tests before may have had it read again just now.
    await db.query(`UPDATE "products" SET "pictureAskedAt" = NULL WHERE "productId" = $1`, [productId]);
    await inWorld(page.request, system.worldOrigin, 'new-picture', { id: productId });
    await breakLink(db, productId);
    await page.goto(`/review/products/${productId}`);
    const changed = page.getByText('The seller has changed this picture since; what you see is the new one.');
    await expect(changed).toBeVisible();
    await expect.poll(() => isDrawn(page)).toBe(true);
    await expectAccessible(page);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(EXACTLY)).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
  });
});

test('has the next picture before it is looked at', async ({ page, signInAs }) => {
  await signInAs('moderator');
  const { items } = (await (await page.request.get('/api/review/queue')).json()) as ReviewQueue;
  // Other tests leave products whose picture cannot be had, which is asked for again.
  const isThere = await Promise.all(
    items.map(async ({ pictureUrl }) => pictureUrl !== null && (await page.request.get(pictureUrl)).ok()),
  );
  const at = isThere.findIndex((there, place) => there && isThere[place + 1]);
  const [current, next] = items.slice(at, at + 2);
  if (!current || !next?.pictureUrl) throw new Error('no two products with pictures follow each other');
  const isOfNext = (url: string) => url.includes(`/api/review/pictures/${next.productId}`);
  const asked: string[] = [];
  const answered: number[] = [];
  page.on('request', (request) => isOfNext(request.url()) && asked.push(request.url()));
  page.on('response', (answer) => isOfNext(answer.url()) && answered.push(answer.status()));
  // What was refused on a busy machine is asked for again when it is looked at.
  await expect(async () => {
    answered.length = 0;
    await page.goto('/review');
    await listensToKeys(page);
    for (let place = 0; place < at; place++) await page.keyboard.press('j');
    await expect(page.getByRole('heading', { level: 2, name: current.title ?? '', exact: true })).toBeVisible();
    await expect.poll(() => answered).toEqual([200]);
  }).toPass();
  asked.length = 0;
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { level: 2, name: next.title ?? '', exact: true })).toBeVisible();
  await expect.poll(() => isDrawn(page)).toBe(true);
  expect(asked).toEqual([]);
});
