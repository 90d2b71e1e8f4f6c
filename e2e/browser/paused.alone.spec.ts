import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, expectAccessible, test } from './support/test';

const REMEDY = 'Look at S3_BUCKET and S3_ENDPOINT, or make the bucket.';
const WORDS = 'S3 bucket soko-pictures: The specified bucket does not exist (404 NoSuchBucket)';

let client: pg.Client;
let syncRunId: string;

/** A product whose picture could not be stored waits for a store that works by now, as after a bucket was made. */
async function pausePictures(): Promise<void> {
  await client.query(
    `INSERT INTO "serviceFaults" ("service", "code", "message", "remedy", "since", "tryAt")
     VALUES ('images', 'object_store_refused', $1, $2, now() - interval '2 hours', now() + interval '1 day')`,
    [WORDS, REMEDY],
  );
  await client.query(
    `INSERT INTO "syncRuns" ("id", "sellerPhone", "kind", "state", "outcome", "startedAt")
     SELECT $1, "sellerPhone", 'links', 'running', 'links', now() FROM "products"
     WHERE "s3ImageHash" IS NOT NULL ORDER BY "productId" LIMIT 1`,
    [syncRunId],
  );
  await client.query(
    `WITH unstored AS (
       UPDATE "products" SET "s3ImageHash" = NULL WHERE "productId" = (
         SELECT "productId" FROM "products" WHERE "s3ImageHash" IS NOT NULL AND "isListed"
         ORDER BY "productId" LIMIT 1)
       RETURNING "productId", "sellerPhone")
     INSERT INTO "syncItems" ("syncRunId", "productId", "sellerPhone", "stage", "waitsFor", "hydrated", "embedded")
     SELECT $1, "productId", "sellerPhone", 'persist', 'images', true, true FROM unstored`,
    [syncRunId],
  );
}

test.beforeEach(async ({ system }) => {
  client = new pg.Client({ connectionString: system.databaseUrl });
  await client.connect();
  syncRunId = randomUUID();
});
test.afterEach(() => client.end());

test('an admin reads what is paused and what to do, tries it, and what waited has gone on', async ({
  page,
  signInAs,
}) => {
  await pausePictures();
  await signInAs('admin', '/admin');
  const paused = page.getByRole('region', { name: 'One service is paused' });
  await expect(paused).toContainText(WORDS);
  await expect(paused).toContainText(REMEDY);
  await expect(paused).toContainText('1 product waits');
  await expect(paused).toContainText('2 hours ago');
  await expectAccessible(page);
  const ready = (await (await page.request.get('/api/ready')).json()) as object;
  expect(ready).toMatchObject({ ready: true, paused: [{ service: 'images', message: WORDS, waiting: 1 }] });
  expect(await (await page.request.get('/metrics')).text()).toContain('soko_service_paused{service="images"} 1');

  await page.goto(`/sell/${syncRunId}`);
  await expect(page.getByText('There is nothing for you to do')).toBeVisible();
  await expect(page.getByText('Soko. The work goes on by itself')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/admin');
  await paused.getByRole('button', { name: 'Try now' }).click();
  await expect(paused).toBeHidden();
  await page.goto(`/sell/${syncRunId}`);
  await expect(page.getByRole('heading', { name: 'All of them are live' })).toBeVisible();
  const { rows } = await client.query(`SELECT "subject" FROM "auditLog" WHERE "action" = 'service.tried'`);
  expect(rows).toEqual([{ subject: 'service:images' }]);
  expect(await (await page.request.get('/api/ready')).json()).toMatchObject({ paused: [] });
});

test('nobody but an admin has a service tried', async ({ page, signInAs, system }) => {
  await signInAs('moderator', '/review');
  const answer = await page.request.post('/api/admin/try-service', {
    data: { service: 'images' },
    headers: { origin: system.url },
  });
  expect(answer.status()).toBe(403);
});
