import { type Exchange, pause, redirect, sendHtml } from '@/e2e/world/http/exchange';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { RequestKind } from '@/e2e/world/stats';
import type { WorldState } from '@/e2e/world/world-state';
import { answerCatalogue, answerCatalogueApi, SESSION_COOKIE } from './catalogue-handler';
import { answerLink } from './link-handler';
import { answerProduct } from './product-handler';
import { staticFile } from './static-files';
import { home, notFound } from './walls';

export interface PagesContext {
  state: WorldState;
  origin: string;
  cdnOrigin: string;
  linkToPicture(product: WorldProduct): string;
}

type Answer = (exchange: Exchange, context: PagesContext) => Promise<void> | void;
interface Route {
  kind: RequestKind;
  product?: string;
  answer: Answer;
}

const LOCALE = '(?:/[a-z]{2}(?:_[A-Z]{2})?)?';
const CATALOGUE_LINK = new RegExp(`^${LOCALE}/c/(\\d{1,20})/?$`);
const PRODUCT_LINK = new RegExp(`^${LOCALE}/p/(\\d{1,20})/(\\d{1,20})/?$`);
const CATALOGUE = new RegExp(`^${LOCALE}/catalog/(\\d{1,20})/?$`);
const CATALOGUE_API = /^\/catalog\/(\d{1,20})\/products\.json$/;
const PRODUCT = new RegExp(`^${LOCALE}/product/(\\d{1,20})/(\\d{1,20})/?$`);

/** WhatsApp's public pages. */
export async function answerPages(exchange: Exchange, context: PagesContext): Promise<void> {
  const route = routeOf(exchange.url.pathname);
  context.state.stats.track(exchange, route.kind, route.product);
  await route.answer(exchange, context);
}

function routeOf(path: string): Route {
  const product = PRODUCT.exec(path);
  if (product !== null) {
    const [, id = '', phone = ''] = product;
    return {
      kind: 'page',
      product: id,
      answer: (exchange, context) => answerProduct(exchange, id, phone, context),
    };
  }
  const catalogue = CATALOGUE.exec(path);
  if (catalogue !== null) {
    const [, phone = ''] = catalogue;
    return {
      kind: 'catalogue',
      answer: (exchange, context) => answerCatalogue(exchange, phone, context),
    };
  }
  const api = CATALOGUE_API.exec(path);
  if (api !== null) {
    const [, phone = ''] = api;
    return {
      kind: 'catalogue-api',
      answer: (exchange, context) => answerCatalogueApi(exchange, phone, context),
    };
  }
  return linkRoute(path) ?? otherRoute(path);
}

function linkRoute(path: string): Route | undefined {
  const product = PRODUCT_LINK.exec(path);
  if (product !== null) {
    const [, id = '', seller = ''] = product;
    const target = { product: id, seller, path: `/product/${id}/${seller}` };
    const answer: Answer = (exchange, { state, origin }) => answerLink(exchange, target, state, origin);
    return { kind: 'link-product', product: id, answer };
  }
  const catalogue = CATALOGUE_LINK.exec(path);
  if (catalogue === null) return undefined;
  const [, seller = ''] = catalogue;
  const target = { seller, path: `/catalog/${seller}/` };
  return {
    kind: 'link-catalogue',
    answer: (exchange, { state, origin }) => answerLink(exchange, target, state, origin),
  };
}

function otherRoute(path: string): Route {
  if (path === '/')
    return {
      kind: 'home',
      answer: (exchange) => sendHtml(exchange, 200, home()),
    };
  if (path === '/_session/sign-in') return { kind: 'other', answer: signIn };
  const file = staticFile(path);
  if (file !== undefined)
    return { kind: file.kind, answer: (exchange, { state }) => serveLate(exchange, state, file.serve) };
  return {
    kind: 'other',
    answer: (exchange) => sendHtml(exchange, 404, notFound()),
  };
}

async function serveLate(
  exchange: Exchange,
  state: WorldState,
  serve: (exchange: Exchange) => Promise<void>,
): Promise<void> {
  await pause(exchange, state.latencyOf('resource'));
  return serve(exchange);
}

function signIn(exchange: Exchange): void {
  exchange.response.setHeader('set-cookie', `${SESSION_COOKIE}=signed-in; Path=/; Max-Age=31536000; HttpOnly`);
  redirect(exchange, '/');
}
