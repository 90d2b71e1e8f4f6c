import pLimit, { type LimitFunction } from 'p-limit';
import type { FoundProduct } from '@/lib/catalog/catalog-scout';
import { productUrl } from '@/lib/catalog/link-path';
import { asSokoError, retryAfterMs, SokoError } from '@/lib/platform/errors';
import type { AllowList } from '@/lib/platform/safe-fetch/allow-list';
import type { SafeFetch, SafeFetchOptions, SafeResponse } from '@/lib/platform/safe-fetch/safe-fetch';
import { backoffMs, MAX_RETRY_AFTER_MS } from './backoff';
import { decodeHtml } from './charset';
import { createHeadEndScanner } from './head-end';
import { HostPace, type PaceState } from './host-pace';
import type { FetchedImage, HydrateResult } from './hydrate-result';
import { readHydratedPage } from './hydrated-page';
import { readImageResponse } from './image-response';
import { createUserAgentRotation } from './user-agents';

export interface HydratorSettings {
  safeFetch: SafeFetch;
  allow: AllowList;
  /** WHATSAPP_ORIGIN. */
  whatsappOrigin: string;
  /** HYDRATE_USER_AGENTS, in turn. Which tags a page has may depend on the agent. */
  userAgents: readonly string[];
  /** HYDRATE_CONCURRENCY: pages and pictures together, in the whole process. */
  concurrency: number;
  /** HYDRATE_TIMEOUT_MS, for one page or one picture. */
  timeoutMs: number;
  now?: () => number;
}

export interface HydrateOptions {
  signal?: AbortSignal;
  /** Counts from 1; decides the backoff. */
  attempt?: number;
  /** See PageContext.businessName. */
  businessName?: string | null;
}

/** Build one per process: the limit of fetches at once and the pace of the host are its own. */
export interface Hydrator {
  /** One attempt at one product's page. Never throws for anything that the page or the network does. */
  hydrate(product: FoundProduct, options?: HydrateOptions): Promise<HydrateResult>;
  /**
   * One attempt at one picture, into memory. Throws SokoError: `image_expired` (read the page again), `image_gone`,
   * `image_not_an_image`, `image_too_large`, or one with `retry.again`.
   */
  fetchImage(url: string, options?: { signal?: AbortSignal }): Promise<FetchedImage>;
  /** For metrics: fetches now, fetches waiting, the pace of WhatsApp's pages and of the CDN's pictures. */
  state(): { active: number; waiting: number; pages: PaceState; pictures: PaceState };
}

/** A head of this size is met with inlined scripts; its tags can come last. */
const MAX_HEAD_BYTES = 4 * 1024 * 1024;
/** What lib/media accepts at most. */
const MAX_IMAGE_BYTES = 16 * 1024 * 1024;
const HTML_TYPES = new Set(['text/html', 'application/xhtml+xml', 'text/plain', '']);
const isHtml = (type: string): boolean => HTML_TYPES.has(type);
/** HTML is let through to be named for what it is; CDNs send pictures as octet-stream now and then. */
const isPicture = (type: string): boolean => /^(?:image\/|text\/|(?:application|binary)\/octet-stream$|$)/.test(type);
/** Asking in one language keeps the title's suffix in that language. */
const PAGE_HEADERS = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'en-US,en;q=0.9' };
const IMAGE_HEADERS = { accept: 'image/webp,image/png,image/jpeg,image/*;q=0.8', 'accept-language': 'en-US,en;q=0.9' };

export function createHydrator(settings: HydratorSettings): Hydrator {
  const limit = pLimit(settings.concurrency);
  const pages = new HostPace({ maxAtOnce: settings.concurrency });
  const pictures = new HostPace({ maxAtOnce: settings.concurrency });
  const nextAgent = createUserAgentRotation(settings.userAgents);
  const now = settings.now ?? Date.now;

  const fetchLimited = (url: string, options: Omit<SafeFetchOptions, 'timeoutMs'>): Promise<SafeResponse> =>
    limit(() => {
      const agent = nextAgent();
      const headers = agent === undefined ? options.headers : { ...options.headers, 'user-agent': agent };
      return settings.safeFetch(url, { ...options, headers, timeoutMs: settings.timeoutMs });
    });

  async function hydrate(product: FoundProduct, options: HydrateOptions = {}): Promise<HydrateResult> {
    const attempt = options.attempt ?? 1;
    const turn = await pages.turn(options.signal);
    if (!turn.granted) return { kind: 'retry', ...slowedDown, afterMs: turn.afterMs, asked: false };
    try {
      const response = await fetchLimited(productUrl(settings.whatsappOrigin, product.productId, product.sellerPhone), {
        purpose: 'page',
        maxBytes: MAX_HEAD_BYTES,
        headers: PAGE_HEADERS,
        acceptType: isHtml,
        stopWhen: createHeadEndScanner(),
        signal: options.signal,
      });
      const wait = retryAfterMs(response.headers['retry-after'], now(), MAX_RETRY_AFTER_MS);
      turn.done(paceOf(response.status), wait);
      return readPage(response, product, { attempt, wait, businessName: options.businessName });
    } catch (error) {
      turn.done('other');
      const { code, message, retry } = asSokoError(error);
      if (!retry.again) return { kind: 'failed', code, message };
      return { kind: 'retry', code, message, afterMs: backoffMs(attempt, retry.afterMs), asked: true };
    }
  }

  function readPage(
    response: SafeResponse,
    product: FoundProduct,
    {
      attempt,
      wait,
      businessName,
    }: { attempt: number; wait: number | undefined; businessName: string | null | undefined },
  ): HydrateResult {
    const { status } = response;
    if (status === 404 || status === 410) return { kind: 'gone', proof: `http_${status}` };
    const again = (code: string, message: string): HydrateResult => ({
      kind: 'retry',
      code,
      message,
      afterMs: backoffMs(attempt, wait),
      asked: true,
    });
    if (isWorthAnotherTry(status)) return again(`http_${status}`, `WhatsApp answered ${status}.`);
    if (status !== 200) return { kind: 'failed', code: `http_${status}`, message: `WhatsApp answered ${status}.` };
    const html = decodeHtml(response.body, response.headers['content-type']);
    const outcome = readHydratedPage(html, product, {
      finalUrl: response.finalUrl,
      businessName,
      allow: settings.allow,
    });
    // A wall or a page without tags is often only what this agent got to see: the next attempt goes by another one.
    return outcome.kind === 'not_a_product_page' ? again(outcome.code, NOT_A_PRODUCT[outcome.code]) : outcome;
  }

  async function fetchImage(url: string, { signal }: { signal?: AbortSignal } = {}): Promise<FetchedImage> {
    const turn = await pictures.turn(signal);
    if (!turn.granted)
      throw new SokoError({ ...slowedDown, retry: { again: true, afterMs: turn.afterMs }, status: 503 });
    try {
      const response = await fetchLimited(url, {
        purpose: 'image',
        maxBytes: MAX_IMAGE_BYTES,
        headers: IMAGE_HEADERS,
        acceptType: isPicture,
        signal,
      });
      const wait = retryAfterMs(response.headers['retry-after'], now(), MAX_RETRY_AFTER_MS);
      turn.done(paceOf(response.status), wait);
      return readImageResponse(response, wait);
    } catch (error) {
      turn.done('other');
      throw asImageError(error);
    }
  }

  return {
    hydrate,
    fetchImage,
    state: () => ({ ...countsOf(limit), pages: pages.state(), pictures: pictures.state() }),
  };
}

const slowedDown = { code: 'host_paused', message: 'WhatsApp asked us to slow down; this waits its turn.' };

const NOT_A_PRODUCT = {
  empty_page: 'WhatsApp sent an empty page.',
  redirected_home: 'WhatsApp led to its home page instead of the product.',
  login_wall: 'WhatsApp asked to log in instead of showing the product.',
  consent_wall: 'WhatsApp asked for consent instead of showing the product.',
  another_product: 'WhatsApp led to another product.',
  no_product_tags: 'The page that WhatsApp sent holds no product.',
} as const;

const countsOf = (limit: LimitFunction): { active: number; waiting: number } => ({
  active: limit.activeCount,
  waiting: limit.pendingCount,
});

/** 403 as well: WhatsApp uses it for agents and addresses that it does not like at the moment. */
const isWorthAnotherTry = (status: number): boolean =>
  status === 429 || status === 403 || status === 408 || status === 425 || status >= 500;

const paceOf = (status: number): 'fine' | 'limited' | 'other' =>
  status === 429 ? 'limited' : status < 500 ? 'fine' : 'other';

function asImageError(error: unknown): SokoError {
  const known = asSokoError(error);
  const renamed = { response_too_large: 'image_too_large', unexpected_content_type: 'image_not_an_image' }[known.code];
  return renamed === undefined
    ? known
    : new SokoError({ code: renamed, message: known.message, retry: known.retry, status: 422, cause: known });
}
