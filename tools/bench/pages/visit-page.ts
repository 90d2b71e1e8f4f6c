import type { Browser, CDPSession, Page } from 'playwright';
import { type Line, PHONE, slowDown } from './phones';
import { type Vitals, watchVitals } from './vitals';

/** One visit with an empty cache. */
export interface PageVisit {
  lcpMs: number;
  cls: number;
  inpMs: number;
  interactions: number;
  scriptBytes: number;
  allBytes: number;
}

const LOADED_WITHIN_MS = 120_000;
const QUIET_WITHIN_MS = 20_000;
const MOST_TAPS = 8;
const SCROLLS = 4;
const SETTLE_MS = 400;

/** Opens a page as a mid-range phone on such a line does, waits until it is quiet, scrolls, and taps what it can. */
export async function visitPage(browser: Browser, url: string, line: Line): Promise<PageVisit> {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    // Answered by nobody: a tap that opens the gallery is over once it has been asked for.
    page.on('filechooser', () => {});
    const session = await context.newCDPSession(page);
    const bytes = countBytes(session);
    await slowDown(session, line);
    // The compiler's helper for names, which functions sent to the page as text still call.
    await page.addInitScript('globalThis.__name ??= (value) => value');
    await page.addInitScript(watchVitals);
    await page.goto(url, { waitUntil: 'load', timeout: LOADED_WITHIN_MS });
    // A page that goes on fetching (what comes next, pictures on slow lines) is measured as it is by then.
    await page.waitForLoadState('networkidle', { timeout: QUIET_WITHIN_MS }).catch(() => {});
    const { lcpMs } = await readVitals(page);
    const loaded = { ...bytes };
    await tapAround(page, url);
    await scroll(page);
    const { cls, interactions } = await readVitals(page);
    const durations = Object.values(interactions);
    return {
      lcpMs,
      cls,
      inpMs: Math.max(0, ...durations),
      interactions: durations.length,
      scriptBytes: loaded.script,
      allBytes: loaded.all,
    };
  } finally {
    await context.close();
  }
}

/** Bytes received, which grow while the page loads. */
function countBytes(session: CDPSession): { script: number; all: number } {
  const bytes = { script: 0, all: 0 };
  const scripts = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (scripts.has(requestId)) bytes.script += encodedDataLength;
  });
  return bytes;
}

/** Real touches on the buttons and fields in view, each left again by Escape. */
async function tapAround(page: Page, url: string): Promise<void> {
  const targets = page.locator('button:visible, input:visible, summary:visible');
  for (let at = 0, taps = 0; taps < MOST_TAPS && at < (await targets.count()); at += 1) {
    const box = await targets.nth(at).boundingBox();
    if (box === null || box.y < 0 || box.y + box.height > PHONE.viewport.height) continue;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    taps += 1;
    await page.waitForTimeout(SETTLE_MS);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(SETTLE_MS);
    // A tap that led elsewhere has ended this page's measuring of taps.
    if (page.url() !== url) return;
  }
}

async function scroll(page: Page): Promise<void> {
  for (let at = 0; at < SCROLLS; at += 1) {
    await page.mouse.wheel(0, PHONE.viewport.height);
    await page.waitForTimeout(SETTLE_MS);
  }
}

function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(() => (window as unknown as { sokoVitals: Vitals }).sokoVitals);
}
