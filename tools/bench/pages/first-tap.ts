import type { Browser, Page } from 'playwright';
import { type Line, PHONE, slowDown } from './phones';

/** From the moment the page was asked for. */
export interface FirstTap {
  /** Until the camera was there to be tapped. */
  seenMs: number;
  /** Until that first tap was answered, by the phone's camera or by the choice between it and the photos. */
  answeredMs: number;
}

const LOST_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Taps the camera as soon as it is in view, once, as somebody does who came to search by photo. */
export async function firstTap(browser: Browser, url: string, line: Line): Promise<FirstTap> {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    let isAsked = false;
    page.on('filechooser', () => {
      isAsked = true;
    });
    await slowDown(await context.newCDPSession(page), line);
    const startedAt = Date.now();
    // It goes on loading beside what follows.
    const loading = page.goto(url, { waitUntil: 'load', timeout: LOST_MS }).catch(() => null);
    const since = () => Date.now() - startedAt;
    const camera = page.getByText('Search by photo').or(page.getByLabel('Search by photo'));
    const shown = camera.filter({ visible: true }).last();
    await until(async () => (await shown.boundingBox()) !== null);
    const seenMs = since();
    const box = await shown.boundingBox();
    if (box !== null) await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const isAnswered = await until(async () => isAsked || (await isSheetOpen(page)));
    const answeredMs = isAnswered ? since() : LOST_MS;
    await loading;
    return { seenMs, answeredMs };
  } finally {
    await context.close();
  }
}

function isSheetOpen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('dialog[open], :popover-open') !== null).catch(() => false);
}

/** False when it has not come true for so long that nobody waits any more. */
async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = Date.now() + LOST_MS;
  while (Date.now() < giveUpAt) {
    if (await isSo().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}
