import pLimit from 'p-limit';
import type { FoundProduct } from '@/lib/catalog/catalog-scout';
import { productUrl } from '@/lib/catalog/link-path';
import { asSokoError, retryAfterMs, SokoError } from '@/lib/platform/errors';
import type { AllowList } from '@/lib/platform/safe-fetch/allow-list';
import type { SafeFetch, SafeFetchOptions, SafeResponse } from '@/lib/platform/safe-fetch/safe-fetch';
import { decodeHtml } from './charset';
import { createHeadEndScanner } from './head-end';
import { HostPace, type Outcome } from './host-pace';
import { type HydratedPage, readHydratedPage } from './hydrated-page';
import { readImageResponse } from './image-response';

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
}

export interface HydrateOptions {
  signal?: AbortSignal;
  /** See PageContext.businessName. */
  businessName?: string | null;
}

/** What one attempt at one product's page came to. The pipeline sleeps between attempts, durably. */
export type HydrateResult =
  | { kind: 'product'; page: HydratedPage }
  /** WhatsApp says that the product does not exist. */
  | { kind: 'gone'; proof: 'http_404' | 'http_410' | 'page_not_found' }
  /**
   * Worth another attempt, not before `afterMs` (Retry-After, or the host's pace). `asked` is false when it waits its
   * turn at a host that slowed everyone down: that uses up no attempt.
   */
  | { kind: 'retry'; code: string; message: string; afterMs: number; asked: boolean }
  | { kind: 'failed'; code: string; message: string };

/** Build one per process: the limit of fetches at once and the paces, of pages and of pictures, are its own. */
export interface Hydrator {
  /** One attempt at one product's page. Never throws for anything that the page or the network does. */
  hydrate(product: FoundProduct, options?: HydrateOptions): Promise<HydrateResult>;
  /**
   * One attempt at one picture, into memory. Throws SokoError: `image_expired` (read the page again), `image_gone`,
   * `image_not_an_image`, `image_too_large`, or one with `retry.again`.
   */
  fetchImage(url: string, options?: { signal?: AbortSignal }): Promise<{ bytes: Buffer }>;
}

/** A product that waits longer looks stuck to the sweep (10 minutes) and to the person who watches. */
const MAX_RETRY_AFTER_MS = 5 * 60_000;

/** A head of this size is met with inlined scripts; its tags can come last. */
const MAX_HEAD_BYTES = 4 * 1024 * 1024;
/** What lib/media accepts at most. */
const MAX_IMAGE_BYTES = 20 * 1024 * 1024;
const HTML_TYPES = new Set(['text/html', 'application/xhtml+xml', 'text/plain', '']);
const isHtml = (type: string): boolean => HTML_TYPES.has(type);
/** Asking in one language keeps the title's suffix in that language. */
const PAGE_HEADERS = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'en-US,en;q=0.9' };
const IMAGE_HEADERS = { accept: 'image/webp,image/png,image/jpeg,image/*;q=0.8', 'accept-language': 'en-US,en;q=0.9' };

export function createHydrator(settings: HydratorSettings): Hydrator {
  const limit = pLimit(settings.concurrency);
  const pages = new HostPace({ maxAtOnce: settings.concurrency });
  const pictures = new HostPace({ maxAtOnce: settings.concurrency });
  let fetches = 0;

  const fetchLimited = (url: string, options: Omit<SafeFetchOptions, 'timeoutMs'>): Promise<SafeResponse> =>
    limit(() => {
      // The agents in turn, so that a page that is asked for again is asked for by another one.
      const agent = settings.userAgents[fetches++ % settings.userAgents.length];
      const headers = agent === undefined ? options.headers : { ...options.headers, 'user-agent': agent };
      return settings.safeFetch(url, { ...options, headers, timeoutMs: settings.timeoutMs });
    });
  const retryAfterOf = ({ headers }: SafeResponse): number | undefined =>
    retryAfterMs(headers['retry-after'], Date.now(), MAX_RETRY_AFTER_MS);

  async function hydrate(product: FoundProduct, options: HydrateOptions = {}): Promise<HydrateResult> {
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
      const afterMs = retryAfterOf(response);
      turn.done(outcomeOf(response.status), afterMs);
      return readPage(response, product, { afterMs, businessName: options.businessName });
    } catch (error) {
      turn.done('other');
      const { code, message, retry } = asSokoError(error);
      if (!retry.again) return { kind: 'failed', code, message };
      return { kind: 'retry', code, message, afterMs: retry.afterMs ?? 0, asked: true };
    }
  }

  function readPage(
    response: SafeResponse,
    product: FoundProduct,
    { afterMs = 0, businessName }: { afterMs: number | undefined; businessName: string | null | undefined },
  ): HydrateResult {
    const { status } = response;
    if (status === 404 || status === 410) return { kind: 'gone', proof: `http_${status}` };
    const again = (code: string, message: string): HydrateResult => ({
      kind: 'retry',
      code,
      message,
      afterMs,
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

  async function fetchImage(url: string, { signal }: { signal?: AbortSignal } = {}): Promise<{ bytes: Buffer }> {
    const turn = await pictures.turn(signal);
    if (!turn.granted)
      throw new SokoError({ ...slowedDown, retry: { again: true, afterMs: turn.afterMs }, status: 503 });
    try {
      const response = await fetchLimited(url, {
        purpose: 'image',
        maxBytes: MAX_IMAGE_BYTES,
        headers: IMAGE_HEADERS,
        signal,
      });
      const afterMs = retryAfterOf(response);
      turn.done(outcomeOf(response.status), afterMs);
      return { bytes: readImageResponse(response, afterMs) };
    } catch (error) {
      turn.done('other');
      throw asImageError(error);
    }
  }

  return { hydrate, fetchImage };
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

/** 403 as well: WhatsApp uses it for agents and addresses that it does not like at the moment. */
const isWorthAnotherTry = (status: number): boolean =>
  status === 429 || status === 403 || status === 408 || status === 425 || status >= 500;

const outcomeOf = (status: number): Outcome => (status === 429 ? 'limited' : status < 500 ? 'fine' : 'other');

function asImageError(error: unknown): SokoError {
  const known = asSokoError(error);
  const renamed = { response_too_large: 'image_too_large', unexpected_content_type: 'image_not_an_image' }[known.code];
  return renamed === undefined
    ? known
    : new SokoError({ code: renamed, message: known.message, retry: known.retry, status: 422, cause: known });
}
