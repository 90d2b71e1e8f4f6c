import type { Exchange } from './http/exchange';

export const REQUEST_KINDS = [
  'link-product',
  'link-catalogue',
  'page',
  'catalogue',
  'catalogue-api',
  'image',
  'thumbnail',
  'catalogue-image',
  'font',
  'media',
  'stylesheet',
  'script',
  'tracker',
  'gemini',
  'home',
  'other',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export interface KindStats {
  requests: number;
  inFlight: number;
  maxInFlight: number;
  /** The client left before the answer was complete. */
  aborted: number;
  bytesSent: number;
}

export interface ProductStats {
  links: number;
  pages: number;
  images: number;
  gemini: number;
  /** Body bytes of the last page answer that reached the socket. */
  lastPageBytes: number;
}

export interface WorldStats {
  kinds: Record<RequestKind, KindStats>;
  products: Record<string, ProductStats>;
  agents: Record<string, number>;
  /** Answers by kind and status, as "page 200". */
  statuses: Record<string, number>;
  /** In flight on WhatsApp's pages and the CDN together: what one worker's fetch limit bounds. */
  fetches: { inFlight: number; maxInFlight: number };
  /** Requests that only a browser which blocks nothing makes: images, fonts, media, trackers. */
  unwanted: number;
}

const UNWANTED: readonly RequestKind[] = ['thumbnail', 'catalogue-image', 'font', 'media', 'tracker'];
const FETCHES: readonly RequestKind[] = ['link-product', 'page', 'image'];

/** Counts what clients did. */
export class Stats {
  private kinds = emptyKinds();
  private products = new Map<string, ProductStats>();
  private agents = new Map<string, number>();
  private statuses = new Map<string, number>();
  private fetches = { inFlight: 0, maxInFlight: 0 };

  /** Counts this exchange now, and its end once the response is closed. */
  track(exchange: Exchange, kind: RequestKind, product?: string): void {
    const kinds = this.kinds;
    const entry = kinds[kind];
    entry.requests += 1;
    entry.inFlight += 1;
    entry.maxInFlight = Math.max(entry.maxInFlight, entry.inFlight);
    this.agents.set(exchange.agent, (this.agents.get(exchange.agent) ?? 0) + 1);
    const ofProduct = product === undefined ? undefined : this.ofProduct(product);
    if (ofProduct !== undefined) countFor(ofProduct, kind);
    const fetches = FETCHES.includes(kind) ? this.fetches : undefined;
    if (fetches !== undefined) {
      fetches.inFlight += 1;
      fetches.maxInFlight = Math.max(fetches.maxInFlight, fetches.inFlight);
    }
    const { socket } = exchange.request;
    const before = socket.bytesWritten;
    exchange.response.once('close', () => {
      const bytes = socket.bytesWritten - before;
      entry.inFlight -= 1;
      entry.bytesSent += bytes;
      if (fetches !== undefined) fetches.inFlight -= 1;
      if (ofProduct !== undefined && kind === 'page') ofProduct.lastPageBytes = bytes;
      if (!exchange.response.writableFinished) entry.aborted += 1;
      const status = `${kind} ${exchange.response.headersSent ? exchange.response.statusCode : 'none'}`;
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    });
  }

  snapshot(): WorldStats {
    return structuredClone({
      kinds: this.kinds,
      products: Object.fromEntries(this.products),
      agents: Object.fromEntries(this.agents),
      statuses: Object.fromEntries(this.statuses),
      fetches: this.fetches,
      unwanted: UNWANTED.reduce((sum, kind) => sum + this.kinds[kind].requests, 0),
    });
  }

  /** Starts counting anew; what is still in flight is forgotten. */
  reset(): void {
    this.kinds = emptyKinds();
    this.products = new Map();
    this.agents = new Map();
    this.statuses = new Map();
    this.fetches = { inFlight: 0, maxInFlight: 0 };
  }

  private ofProduct(id: string): ProductStats {
    const known = this.products.get(id) ?? {
      links: 0,
      pages: 0,
      images: 0,
      gemini: 0,
      lastPageBytes: 0,
    };
    this.products.set(id, known);
    return known;
  }
}

function emptyKinds(): Record<RequestKind, KindStats> {
  const empty = (): KindStats => ({
    requests: 0,
    inFlight: 0,
    maxInFlight: 0,
    aborted: 0,
    bytesSent: 0,
  });
  // fromEntries cannot carry the key type, and every kind is listed.
  return Object.fromEntries(REQUEST_KINDS.map((kind) => [kind, empty()])) as Record<RequestKind, KindStats>;
}

function countFor(product: ProductStats, kind: RequestKind): void {
  if (kind === 'link-product') product.links += 1;
  if (kind === 'page') product.pages += 1;
  if (kind === 'image') product.images += 1;
  if (kind === 'gemini') product.gemini += 1;
}
