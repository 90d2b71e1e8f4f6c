import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { anotherScreen } from './support/sign-in';
import { expect, listensToKeys, test } from './support/test';
import { insertWaitingProducts } from './support/waiting-products';

const WAITING = 200;
/** No product of the demo has it: the list is theirs alone. */
const REASON = 'violence_or_hate';
const idOf = (at: number) => String(7_900_000_000 + at);

test('two moderators at once decide 200 products, each exactly once', async ({ browser, system }) => {
  test.setTimeout(300_000);
  const { databaseUrl } = system;
  if (databaseUrl === undefined) throw new Error('these products only the database can make');
  const takeAway = await insertWaitingProducts(
    databaseUrl,
    Array.from({ length: WAITING }, (_, at) => ({
      productId: idOf(at),
      title: `Shared bag ${at + 1}`,
      problem: REASON,
    })),
  );
  try {
    const screens = [await anotherScreen(browser, system, 'moderator'), await anotherScreen(browser, system, 'admin')];
    const approved = await Promise.all(screens.map(approveAll));
    // The list ends before the last answers come.
    await expect.poll(async () => (await decisions(databaseUrl)).products, { timeout: 60_000 }).toBe(WAITING);
    await Promise.all(screens.map((page) => page.context().close()));
    // Neither stood by while the other worked.
    expect(Math.min(...approved)).toBeGreaterThan(WAITING / 10);
    expect(await decisions(databaseUrl)).toEqual({ products: WAITING, decisions: WAITING, lines: WAITING });
  } finally {
    await takeAway();
  }
});

/** Approves whatever is open until nothing waits. Returns how often. */
async function approveAll(page: Page): Promise<number> {
  await page.goto(`/review?reason=${REASON}`);
  await listensToKeys(page);
  const nothing = page.getByText('0 products wait', { exact: true });
  const open = page.getByRole('heading', { level: 2, name: /^Shared bag/ });
  const approve = page.getByRole('button', { name: /^Approve/ });
  let approved = 0;
  let last = '';
  while ((await nothing.count()) === 0) {
    // Between two products, or while the other screen has the last ones, there may be none.
    const title = (await open.allTextContents())[0] ?? last;
    // The last one may leave between these two looks: what is not there any more would be waited for.
    const isOpen =
      title !== last &&
      (await approve
        .first()
        .isEnabled({ timeout: 1_000 })
        .catch(() => false));
    if (!isOpen) {
      await page.waitForTimeout(30);
      continue;
    }
    await page.keyboard.press('a');
    last = title;
    approved += 1;
  }
  return approved;
}

async function decisions(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const ids = Array.from({ length: WAITING }, (_, at) => idOf(at));
    const { rows } = await client.query(
      `SELECT
        (SELECT count(*)::int FROM "products"
         WHERE "productId" = ANY($1) AND "qcStatus" = 'approved') AS "products",
        (SELECT count(*)::int FROM "qualityReviews"
         WHERE "productId" = ANY($1) AND "source" = 'moderator') AS "decisions",
        (SELECT count(*)::int FROM "auditLog" WHERE "subject" = ANY($2)) AS "lines"`,
      [ids, ids.map((id) => `product:${id}`)],
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
