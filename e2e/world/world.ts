import { answerCdn } from './cdn/cdn-handler';
import { PictureShelf } from './cdn/picture-shelf';
import { PictureStore } from './cdn/picture-store';
import { applyControl, type ControlAnswer } from './control/apply';
import type { ControlCommand } from './control/commands';
import { answerControl, type WorldServer } from './control/control-handler';
import { demoSellers } from './demo-sellers';
import { answerGemini } from './gemini/gemini-handler';
import { Recogniser } from './gemini/recognise';
import { openExchange } from './http/exchange';
import { type Handler, type Listening, listen } from './http/listen';
import { answerPages } from './pages/router';
import { type Expected, expectedOf } from './sellers/expected';
import type { Latency, SellerScenario, WorldProduct, WorldSeller } from './sellers/types';
import type { WorldStats } from './stats';
import { WorldState } from './world-state';

export interface WorldOptions {
  /** WhatsApp's pages and the control calls. 0 or nothing: a free port. */
  port?: number;
  cdnPort?: number;
  geminiPort?: number;
  /** The demo's sellers unless given. */
  sellers?: SellerScenario[];
  /** Milliseconds before each answer, by kind. */
  latency?: Partial<Latency>;
  geminiApiKey?: string;
  /** How long a signed image link lives: two weeks unless given. */
  linkLifeSeconds?: number;
  /** What an expired image link gets. */
  expiredAs?: '403' | 'tiny-body';
  /** Keeps drawn pictures between runs. */
  cacheDir?: string;
}

/** A running stand-in for WhatsApp's pages, the Meta CDN and Gemini. */
export interface World {
  /** `WHATSAPP_ORIGIN`; control calls are under `/_control`. */
  readonly origin: string;
  /** Belongs in `EXTRA_ALLOWED_HOSTS` together with origin's host. */
  readonly cdnOrigin: string;
  /** `GEMINI_BASE_URL`. */
  readonly geminiBaseUrl: string;
  readonly geminiApiKey: string;
  /** `host:port` of pages and CDN, comma-separated: `EXTRA_ALLOWED_HOSTS`. */
  readonly allowedHosts: string;
  readonly ports: { pages: number; cdn: number; gemini: number };
  sellers(): WorldSeller[];
  products(phone?: string): WorldProduct[];
  control(command: ControlCommand): ControlAnswer;
  stats(): WorldStats;
  expectedOutcome(productId: string): Expected;
  /** The product's picture as the CDN serves it, for search by photo; uncounted. */
  picture(productId: string): Promise<Buffer>;
  catalogueLink(phone: string): string;
  productLink(productId: string): string;
  /** Draws every picture (or one seller's) ahead of time. */
  drawAhead(phone?: string): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_API_KEY = 'stand-in-gemini-key';
const TWO_WEEKS = 14 * 24 * 3600;

/** Starts the three servers on loopback. Everything is deterministic but the signed links. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const opened: Listening[] = [];
  try {
    return await open(options, opened);
  } catch (error) {
    await Promise.all(opened.map((server) => server.close())); // a taken port must not leave the others listening
    throw error;
  }
}

async function open(options: WorldOptions, opened: Listening[]): Promise<World> {
  const state = new WorldState(options.sellers ?? demoSellers(), options.latency ?? {});
  const pictures = new PictureStore(options.cacheDir);
  const apiKey = options.geminiApiKey ?? DEFAULT_API_KEY;
  const serve = async (handler: Handler, port = 0): Promise<Listening> => {
    const server = await listen(handler, port);
    opened.push(server);
    return server;
  };

  const expiredAs = options.expiredAs ?? '403';
  const cdn = await serve((request, response) => {
    return answerCdn(openExchange(request, response, cdn.origin), { state, shelf, expiredAs });
  }, options.cdnPort);
  const shelf = new PictureShelf(state, pictures, cdn.origin, options.linkLifeSeconds ?? TWO_WEEKS);

  const recogniser = new Recogniser(state, pictures);
  const gemini = await serve((request, response) => {
    return answerGemini(openExchange(request, response, gemini.origin), { state, recogniser, apiKey });
  }, options.geminiPort);

  const linkToPicture = (product: WorldProduct): string => shelf.linkTo(product);
  const pages = await serve((request, response) => {
    const exchange = openExchange(request, response, pages.origin);
    const addresses = { origin: pages.origin, cdnOrigin: cdn.origin, geminiBaseUrl: gemini.origin };
    if (exchange.url.pathname.startsWith('/_control'))
      return answerControl(exchange, { state, pictures, addresses, refuse });
    return answerPages(exchange, { state, origin: pages.origin, cdnOrigin: cdn.origin, linkToPicture });
  }, options.port);

  const refuse = (server: WorldServer, ms: number): void => void { pages, cdn, gemini }[server].refuse(ms);

  const productsOf = (phone?: string): WorldProduct[] =>
    phone === undefined ? [...state.products.values()] : state.productsOf(phone);
  return {
    origin: pages.origin,
    cdnOrigin: cdn.origin,
    geminiBaseUrl: gemini.origin,
    geminiApiKey: apiKey,
    allowedHosts: `127.0.0.1:${pages.port},127.0.0.1:${cdn.port}`,
    ports: { pages: pages.port, cdn: cdn.port, gemini: gemini.port },
    sellers: () => [...state.sellers.values()],
    products: productsOf,
    control: (command) => applyControl(state, command),
    stats: () => state.stats.snapshot(),
    expectedOutcome: (productId) => expectedOf(state.product(productId)),
    picture: async (productId) => {
      const product = state.product(productId);
      return (await pictures.pictureOf(product, product.pictureVersion, 'jpeg')).bytes;
    },
    catalogueLink: (phone) => `${pages.origin}/c/${phone}`,
    productLink: (productId) => `${pages.origin}/p/${productId}/${state.product(productId).phone}`,
    drawAhead: (phone) => pictures.prepare(productsOf(phone)),
    close: async () => {
      await Promise.all(opened.map((server) => server.close()));
    },
  };
}
