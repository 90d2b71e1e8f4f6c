import pLimit from 'p-limit';
import type { BrowserContext, Page, Response } from 'playwright';
import { retryAfterMs, SokoError } from '@/lib/platform/errors';
import type { AllowList } from '@/lib/platform/safe-fetch/allow-list';
import type { ResolveHost } from '@/lib/platform/safe-fetch/checked-lookup';
import { type GuardProxy, REFUSED_HEADER, startGuardProxy } from '@/lib/platform/safe-fetch/guard-proxy';
import type { CatalogScout, ScoutOutcome } from './catalog-scout';
import { outcomeWithoutProducts } from './catalogue-page';
import { catalogueUrl } from './link-path';
import { ScoutBrowser } from './scout-browser';
import { aborted, crashed, notAllowed, opensWindows, pageCrashed, timedOut, unreachable } from './scout-errors';
import { readEvidence } from './scout-in-page';
import type { ScoutBounds, ScoutProcessSettings } from './scout-messages';
import { CatalogueReader, DEFAULT_BOUNDS, limitRequests } from './scout-page';

type Settings = Omit<ScoutProcessSettings, 'extraAllowedHosts' | 'bounds'>;

export interface PlaywrightScoutSettings extends Settings {
  allow: AllowList;
  bounds?: Partial<ScoutBounds>;
  /** In place of the system's DNS, for tests. */
  resolve?: ResolveHost;
}

export interface PlaywrightScout extends CatalogScout {
  /** Finds the browser, and unpacks the bundled one, before the first seller waits for it. Errors: `no_browser`. */
  prepare(): Promise<void>;
  /** Browser contexts open now; for metrics and tests. */
  openContexts(): number;
}

/** Two pages fill two cores; a signed-in profile can be open once. */
const AT_ONCE = 2;
const MAX_RETRY_AFTER_MS = 60 * 60_000;
/** The browser is told not to open any (scout-browser.ts); a catalogue has no use for those that come through. */
const MOST_WINDOWS = 3;
const OPEN_MS = 30_000;
/** DOMContentLoaded is not waited for longer than this: scripts that never come hold it up. */
const DOM_READY_MS = 10_000;

/** Reads catalogues with a real browser. Build one per process. */
export function createPlaywrightScout(settings: PlaywrightScoutSettings): PlaywrightScout {
  const bounds = { ...DEFAULT_BOUNDS, ...settings.bounds };
  const limit = pLimit(settings.profileDir === undefined ? AT_ONCE : 1);
  let started: Promise<{ proxy: GuardProxy; browser: ScoutBrowser }> | undefined;

  async function start() {
    const { allow, resolve, ...places } = settings;
    const proxy = await startGuardProxy(allow, resolve);
    return { proxy, browser: new ScoutBrowser({ ...places, proxyUrl: proxy.url }) };
  }

  let current: ScoutBrowser | undefined;

  return {
    scout: (phone, { signal } = {}) =>
      limit(async () => {
        if (signal?.aborted === true) throw aborted(signal.reason);
        started ??= start();
        const { browser } = await started;
        current = browser;
        return browser.withContext((context) => scoutWithin(context, phone, { ...settings, bounds }, signal));
      }),
    prepare: async () => {
      started ??= start();
      await (await started).browser.find();
    },
    openContexts: () => current?.openContexts ?? 0,
    close: async () => {
      const opened = await started?.catch(() => undefined);
      started = undefined;
      await opened?.browser.close();
      await opened?.proxy.close();
    },
  };
}

type Within = PlaywrightScoutSettings & { bounds: ScoutBounds };

/** The scout, ended from outside by the caller's abort or when its time is up: a page that hangs does not answer. */
async function scoutWithin(
  context: BrowserContext,
  phone: string,
  settings: Within,
  signal?: AbortSignal,
): Promise<ScoutOutcome> {
  let stopped: SokoError | undefined;
  const stop = (error: SokoError): void => {
    stopped ??= error;
    // Everything that waits for the page fails now. Not awaited: closing waits for a page that hangs.
    void context.close().catch(() => {});
  };
  const onAbort = (): void => stop(aborted(signal?.reason));
  signal?.addEventListener('abort', onAbort, { once: true });
  // The reader keeps to the time itself; this is for a page that no longer answers it.
  const timer = setTimeout(() => stop(timedOut()), settings.bounds.timeMs + settings.bounds.hangMs);
  try {
    return await readCatalogue(context, phone, settings, stop);
  } catch (error) {
    if (stopped !== undefined) throw stopped;
    throw error instanceof SokoError ? error : asScoutError(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function readCatalogue(
  context: BrowserContext,
  phone: string,
  settings: Within,
  stop: (error: SokoError) => void,
): Promise<ScoutOutcome> {
  const deadline = Date.now() + settings.bounds.timeMs;
  await limitRequests(context, settings.allow);
  const page = await onlyPage(context, stop);
  const reader = new CatalogueReader(page, phone, settings.bounds);
  const url = catalogueUrl(settings.whatsappOrigin, phone);
  const answer = await open(page, url, Math.min(OPEN_MS, settings.bounds.timeMs));
  const complete = isGood(answer) ? await reader.readAll(deadline) : true;
  if (reader.ids.size > 0) {
    const products = [...reader.ids].map((productId) => ({ productId, sellerPhone: phone }));
    return { kind: 'found', products, complete };
  }
  if (answer.status() >= 500) throw unreachable(`WhatsApp answered ${answer.status()}.`);
  return outcomeWithoutProducts({
    ...(await page.evaluate(readEvidence)),
    status: reader.lastDataStatus === 429 ? 429 : answer.status(),
    finalUrl: page.url(),
    retryAfterMs: retryAfterMs(answer.headers()['retry-after'], Date.now(), MAX_RETRY_AFTER_MS),
  });
}

/** The one page of a visit. What opens others is closed at once, and the visit ends when that goes on. */
async function onlyPage(context: BrowserContext, stop: (error: SokoError) => void): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  let opened = 0;
  context.on('page', (other) => {
    opened += 1;
    if (opened > MOST_WINDOWS) stop(opensWindows());
    void other.close().catch(() => {});
  });
  page.on('crash', () => stop(pageCrashed()));
  // Without a listener Playwright does the same; beforeunload dialogs included.
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
  return page;
}

async function open(page: Page, url: string, timeout: number): Promise<Response> {
  const answer = await page.goto(url, { waitUntil: 'commit', timeout });
  if (answer === null) throw unreachable('WhatsApp sent no page.');
  const refused = answer.headers()[REFUSED_HEADER];
  if (refused !== undefined) throw notAllowed(refused);
  // Not `load`: pictures are blocked, and what is left may never come.
  await page.waitForLoadState('domcontentloaded', { timeout: DOM_READY_MS }).catch((error) => {
    if (!/timeout/i.test(String(error))) throw error;
  });
  return answer;
}

const isGood = (answer: Response): boolean => answer.status() >= 200 && answer.status() < 400;

const REFUSED =
  /ERR_(?:TUNNEL_CONNECTION_FAILED|BLOCKED_BY_CLIENT|UNSAFE_PORT|UNKNOWN_URL_SCHEME|DISALLOWED_URL_SCHEME)/;

function asScoutError(error: unknown): SokoError {
  const text = String(error);
  if (REFUSED.test(text)) return notAllowed('host_not_allowed');
  if (/crash|has been closed|Target closed|disconnected|Connection closed/i.test(text)) return crashed(error);
  const what = /timeout/i.test(text) ? 'WhatsApp did not answer in time.' : 'WhatsApp could not be reached.';
  return unreachable(what, error);
}
