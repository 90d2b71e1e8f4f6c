import type { BrowserContext, Page, Request, Response, Route } from 'playwright';
import type { AllowList } from '@/lib/platform/safe-fetch/allow-list';
import { productIdInHref, productIdsInJson } from './catalogue-ids';
import { embeddedJson, installCollector, scrollAndCollect } from './scout-in-page';
import type { ScoutBounds } from './scout-messages';

export const DEFAULT_BOUNDS: ScoutBounds = {
  timeMs: 90_000,
  hangMs: 15_000,
  scrolls: 2_000,
  products: 5_000,
  heapBytes: 400 * 1024 * 1024,
  quietRounds: 3,
};

const BLOCKED_TYPES = new Set(['image', 'font', 'media', 'stylesheet', 'texttrack', 'manifest', 'ping', 'cspreport']);
const TRACKERS = /\/tr\/?(?:\?|$)|analytics|\/pixel|beacon|\/ajax\/bz|logging_client_events|\/bluebar\//i;
const DATA_TYPES = new Set(['xhr', 'fetch']);
const MAX_DATA_BYTES = 4 * 1024 * 1024;
const ROUND_MS = 350;
/** A request that takes longer than this no longer keeps the list from being over. */
const SLOW_REQUEST_MS = 15_000;
/** A page that keeps going elsewhere is not a catalogue. */
const MAX_NAVIGATIONS = 5;
/** Steps from the top that must bring nothing new before a list that drops its cards counts as read. */
const SWEEP_STEPS = 8;

/** Nothing is loaded that shows something, and nothing from hosts that Soko does not fetch from. */
export async function limitRequests(context: BrowserContext, allow: AllowList): Promise<void> {
  // Bundlers wrap functions that are sent to the page into calls of their own helper.
  await context.addInitScript('globalThis.__name ??= (value) => value');
  await context.addInitScript(installCollector);
  await context.route('**/*', (route: Route) => {
    const request = route.request();
    return mayLoad(request, allow) ? route.continue() : route.abort('blockedbyclient');
  });
}

function mayLoad(request: Request, allow: AllowList): boolean {
  const url = request.url();
  if (url.startsWith('data:') || url.startsWith('blob:')) return !BLOCKED_TYPES.has(request.resourceType());
  if (BLOCKED_TYPES.has(request.resourceType()) || TRACKERS.test(url)) return false;
  try {
    allow.check(url, 'browser');
    return true;
  } catch {
    return false;
  }
}

/** Reads one catalogue page: every product id of the seller that scrolling brings up. */
export class CatalogueReader {
  readonly ids = new Set<string>();
  /** Status of the last answer to the page's own requests for data, 0 when it never came. */
  lastDataStatus = 200;
  private readonly pending = new Map<Request, number>();
  private readonly reading = new Set<Promise<void>>();
  private finished = 0;

  constructor(
    private readonly page: Page,
    private readonly sellerPhone: string,
    private readonly bounds: ScoutBounds,
  ) {
    page.on('request', (request) => {
      if (DATA_TYPES.has(request.resourceType())) this.pending.set(request, Date.now());
    });
    page.on('requestfinished', (request) => this.ended(request));
    page.on('requestfailed', (request) => {
      if (this.pending.has(request) && request.failure()?.errorText !== 'net::ERR_BLOCKED_BY_CLIENT')
        this.lastDataStatus = 0;
      this.ended(request);
    });
    page.on('response', (response) => {
      if (!DATA_TYPES.has(response.request().resourceType())) return;
      this.lastDataStatus = response.status();
      const read = this.readData(response).finally(() => this.reading.delete(read));
      this.reading.add(read);
    });
  }

  /** Scrolls until nothing new comes or a bound is met. True when the list was read to its end. */
  async readAll(deadline: number): Promise<boolean> {
    await this.readEmbedded();
    let anchors = 0;
    let quiet = 0;
    for (let round = 0; quiet < this.bounds.quietRounds; round += 1) {
      if (this.atBound(round, deadline) || (round % 20 === 19 && (await this.tooHeavy()))) return false;
      const { ids, finished } = this.progress();
      anchors = (await this.scroll('end')).anchors;
      await Promise.all(this.reading);
      if (this.ids.size > ids) quiet = 0;
      else if (this.finished > finished || !this.isWaiting()) quiet += 1;
    }
    // Data may have come with a page that the first one led to by script.
    if (this.ids.size === 0) await this.readEmbedded();
    if (anchors < this.ids.size && anchors > 0 && !(await this.sweep(deadline))) return false;
    return this.lastDataStatus >= 200 && this.lastDataStatus < 400;
  }

  /** A list that keeps only what is on screen may have been jumped over: walks down from the top, screen by screen. */
  private async sweep(deadline: number): Promise<boolean> {
    await this.scroll('top');
    let quiet = 0;
    for (let step = 0; quiet < SWEEP_STEPS; step += 1) {
      if (this.atBound(step, deadline)) return false;
      const { ids } = this.progress();
      const { atEnd } = await this.scroll(0.8, 120);
      await Promise.all(this.reading);
      quiet = this.ids.size > ids ? 0 : quiet + 1;
      if (atEnd) break;
    }
    return true;
  }

  private async scroll(step: 'top' | 'end' | number, waitMs = ROUND_MS): Promise<{ anchors: number; atEnd: boolean }> {
    const { links, anchors, atEnd } = await this.inPage(() => this.page.evaluate(scrollAndCollect, { step, waitMs }));
    for (const link of links) this.add(productIdInHref(link, this.sellerPhone));
    return { anchors, atEnd };
  }

  private async readEmbedded(): Promise<void> {
    for (const json of await this.inPage(() => this.page.evaluate(embeddedJson))) {
      this.addAll(productIdsInJson(json, this.sellerPhone));
    }
  }

  /** A page may go to another one by script just when it is asked something. */
  private async inPage<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (error) {
        if (attempt === MAX_NAVIGATIONS || !/context was destroyed|Cannot find context/i.test(String(error)))
          throw error;
        await this.page.waitForLoadState('domcontentloaded', { timeout: SLOW_REQUEST_MS });
      }
    }
  }

  private async readData(response: Response): Promise<void> {
    const length = Number(response.headers()['content-length'] ?? 0);
    if (response.status() !== 200 || length > MAX_DATA_BYTES) return;
    const text = await response.text().catch(() => '');
    this.addAll(productIdsInJson(text, this.sellerPhone));
  }

  private progress(): { ids: number; finished: number } {
    return { ids: this.ids.size, finished: this.finished };
  }

  private isWaiting(): boolean {
    const oldest = Date.now() - SLOW_REQUEST_MS;
    return [...this.pending.values()].some((since) => since > oldest);
  }

  private atBound(round: number, deadline: number): boolean {
    return round >= this.bounds.scrolls || this.ids.size >= this.bounds.products || Date.now() >= deadline;
  }

  private async tooHeavy(): Promise<boolean> {
    const session = await this.page.context().newCDPSession(this.page);
    try {
      await session.send('Performance.enable');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return of('JSHeapUsedSize') > this.bounds.heapBytes || of('Nodes') > 1_000_000;
    } finally {
      await session.detach().catch(() => {});
    }
  }

  private ended(request: Request): void {
    if (this.pending.delete(request)) this.finished += 1;
  }

  private addAll(ids: Iterable<string>): void {
    for (const id of ids) this.add(id);
  }

  private add(id: string | null): void {
    if (id !== null && this.ids.size < this.bounds.products) this.ids.add(id);
  }
}
