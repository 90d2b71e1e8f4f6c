import type { Locator, Page } from '@playwright/test';
import { holdRequests } from './support/hold-requests';
import { choosePhoto, dressAndShoe, found, photoOf, searched } from './support/search';
import { expect, expectAccessible, test, untilChanged } from './support/test';

test('results stand beside the photo, and stay in view while its box is moved', async ({ page, request, system }) => {
  const [dress] = await dressAndShoe(request);
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  await expect(found(page).first()).toBeVisible();
  await searched(page);
  const picture = page.getByRole('img', { name: 'What you search with' });
  await page.evaluate(untilChanged);
  const small = await boxOf(picture);
  await expectBeside(page);
  await expectAccessible(page);

  await moveBox(page);
  await expectBeside(page);

  // Larger for a finger that wants to be exact; results follow.
  await page.touchscreen.tap(...middleOf(small));
  await page.evaluate(untilChanged);
  expect((await boxOf(picture)).height).toBeGreaterThan(small.height * 1.4);
  await expectBeside(page);
  await moveBox(page);
  await expectBeside(page);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Large photo', expanded: true }).tap();
  await page.evaluate(untilChanged);
  expect((await boxOf(picture)).height).toBeCloseTo(small.height, 0);
});

test('what is nearest stands beside the photo, too, when nothing is like it', async ({ page, request, system }) => {
  await page.route('**/api/search*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), nothingAlike: true, goodCount: null } });
  });
  const [dress] = await dressAndShoe(request);
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  await expect(page.getByText('Nothing here looks like your photo')).toBeVisible();
  await searched(page);
  await page.evaluate(untilChanged);
  await expectBeside(page);
  await page.touchscreen.tap(...middleOf(await boxOf(page.getByRole('img', { name: 'What you search with' }))));
  await expect(page.getByRole('button', { name: 'Large photo', expanded: true })).toBeVisible();
  await page.evaluate(untilChanged);
  await expectBeside(page);
});

test('nothing jumps when the answer comes', async ({ page, request, system }) => {
  const [dress] = await dressAndShoe(request);
  const answer = await holdRequests(page, '**/api/search*');
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  const picture = page.getByRole('img', { name: 'What you search with' });
  await expect(page.getByRole('group', { name: /Box around/ })).toBeVisible();
  await page.evaluate(untilChanged);
  const before = await boxOf(picture);
  await page.evaluate(countShifts);
  answer();
  await expect(found(page).first()).toBeVisible();
  await searched(page);
  await page.evaluate(untilChanged);
  // It gave its place to what was found.
  expect((await boxOf(picture)).height).toBeLessThan(before.height * 0.7);
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.01);
});

test('nothing jumps when a reload brings the photo back', async ({ page, request, system }) => {
  const [dress] = await dressAndShoe(request);
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  await expect(page).toHaveURL(/\/search\?photo=/);
  await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.startsWith('soko-photo:')));
  await page.addInitScript(countShifts);
  await page.reload();
  await expect(page.getByRole('group', { name: /Box around/ })).toBeVisible();
  await page.evaluate(untilChanged);
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.01);
});

test('results rise over the photo, which comes up again for keys', async ({ page, request, system }) => {
  const [dress] = await dressAndShoe(request);
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  await expect(found(page).first()).toBeVisible();
  await searched(page);
  await page.evaluate(untilChanged);
  const box = page.getByRole('group', { name: /Box around/ });
  await page.evaluate(() => window.scrollTo(0, 900));
  await expect.poll(() => isOnTop(box)).toBe(false);
  await page.keyboard.press('Tab');
  await box.focus();
  await expect.poll(() => isOnTop(box)).toBe(true);
});

/** The photo and at least two of what was found: half of their pictures or more, above the tab bar, under nothing. */
async function expectBeside(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: 'What you search with' })).toBeInViewport({ ratio: 0.9 });
  expect(await page.evaluate(resultsInView)).toBeGreaterThanOrEqual(2);
}

/** Runs in the page. */
function resultsInView(): number {
  const end = document.getElementById('tab-bar')?.getBoundingClientRect().top ?? window.innerHeight;
  const cards = [...document.querySelectorAll('section[aria-labelledby=results-title] ol > li')];
  return cards.filter((card) => {
    const { top, bottom, left, width } = (card.querySelector('.picture') ?? card).getBoundingClientRect();
    const [from, to] = [Math.max(top, 0), Math.min(bottom, end)];
    const onTop = document.elementFromPoint(left + width / 2, (from + to) / 2);
    return to - from >= (bottom - top) / 2 && onTop !== null && card.contains(onTop);
  }).length;
}

/** By its corner, inwards; what was found is in view all the while. */
async function moveBox(page: Page): Promise<void> {
  const address = page.url();
  const { x, y, width, height } = await boxOf(page.getByRole('group', { name: /Box around/ }));
  const corner = await boxOf(page.getByRole('button', { name: /^Bottom right corner/ }));
  await page.mouse.move(...middleOf(corner));
  await page.mouse.down();
  await page.mouse.move(x + width * 0.85, y + height * 0.9, { steps: 5 });
  await expectBeside(page);
  await page.mouse.up();
  await expect(page).not.toHaveURL(address);
  await searched(page);
}

function middleOf({ x, y, width, height }: Awaited<ReturnType<typeof boxOf>>): [number, number] {
  return [x + width / 2, y + height / 2];
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not shown');
  return box;
}

function isOnTop(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

/** Runs in the page. */
function countShifts(): void {
  const counted = window as unknown as { shifted: number };
  counted.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) counted.shifted += value;
    }
  }).observe({ type: 'layout-shift' });
}
