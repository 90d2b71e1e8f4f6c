import { actOutFault, htmlVoice } from '@/e2e/world/http/act-out-fault';
import { type Exchange, pause, sendHtml, sendJson, stream } from '@/e2e/world/http/exchange';
import type { CatalogueSettings, MeanCatalogue } from '@/e2e/world/quirks/catalogue';
import type { WorldSeller } from '@/e2e/world/sellers/types';
import type { WorldState } from '@/e2e/world/world-state';
import { cataloguePart, wholeCatalogue } from './catalogue-items';
import { renderCataloguePage } from './catalogue-page';
import { encodeEntities } from './entities';
import { endlessDocument, meanPage } from './mean-pages';
import { appInterstitial, blocked, consentWall, loginWall, notFound, unknownLayout } from './walls';

/** Present once somebody signed in on `/_session/sign-in`: then even the interstitial lists its products. */
export const SESSION_COOKIE = 'wa_web_session';

export interface CatalogueContext {
  state: WorldState;
  origin: string;
  cdnOrigin: string;
}

export async function answerCatalogue(exchange: Exchange, phone: string, context: CatalogueContext): Promise<void> {
  const { state } = context;
  const { takeover, features } = state.quirks.take('catalogue', {
    seller: phone,
    agent: exchange.agent,
  });
  await pause(exchange, state.latencyOf('catalogue', phone) + features.reduce((sum, slow) => sum + slow.ms, 0));
  if (takeover?.kind === 'consent-wall') return sendHtml(exchange, 200, consentWall());
  if (takeover?.kind === 'login-wall') return sendHtml(exchange, 200, loginWall());
  if (takeover?.kind === 'mean') return beMean(exchange, takeover.does);
  if (takeover !== undefined) return actOutFault(exchange, takeover, htmlVoice);
  const seller = state.sellers.get(phone);
  if (seller === undefined) return sendHtml(exchange, 404, notFound());
  return answerLayout(exchange, seller, settingsFor(exchange, seller), context);
}

function beMean(exchange: Exchange, does: MeanCatalogue): Promise<void> | void {
  if (does !== 'endless-document') return sendHtml(exchange, 200, meanPage(does));
  return stream(exchange, { 'content-type': 'text/html; charset=utf-8' }, endlessDocument());
}

/** Signed in, the interstitial gives way to the paged list. */
function settingsFor(exchange: Exchange, seller: WorldSeller): CatalogueSettings {
  const signedIn = (exchange.request.headers.cookie ?? '').includes(`${SESSION_COOKIE}=`);
  const { catalogue } = seller;
  return catalogue.layout === 'interstitial' && signedIn ? { ...catalogue, layout: 'paged' } : catalogue;
}

async function answerLayout(
  exchange: Exchange,
  seller: WorldSeller,
  settings: CatalogueSettings,
  context: CatalogueContext,
): Promise<void> {
  const name = encodeEntities(seller.name, 'hex');
  switch (settings.layout) {
    case 'interstitial':
      return sendHtml(exchange, 200, appInterstitial(name, seller.phone));
    case 'not-found':
      return sendHtml(exchange, settings.status ?? 404, notFound());
    case 'blocked':
      return sendHtml(exchange, settings.status ?? 403, blocked());
    case 'unknown':
      return sendHtml(exchange, 200, unknownLayout(name));
    default: {
      const products = context.state.productsOf(seller.phone);
      const first =
        settings.layout === 'all' || settings.layout === 'embedded'
          ? {
              items: wholeCatalogue(products, settings, context.origin),
              next: null,
            }
          : cataloguePart(products, settings, 0, context.origin);
      return sendHtml(
        exchange,
        200,
        renderCataloguePage({
          seller,
          settings,
          first,
          cdnOrigin: context.cdnOrigin,
        }),
      );
    }
  }
}

/** The JSON that a paged catalogue asks for while one scrolls. */
export async function answerCatalogueApi(exchange: Exchange, phone: string, context: CatalogueContext): Promise<void> {
  const { state } = context;
  const { takeover, features } = state.quirks.take('catalogue-api', {
    seller: phone,
    agent: exchange.agent,
  });
  await pause(exchange, state.latencyOf('catalogue', phone) + features.reduce((sum, slow) => sum + slow.ms, 0));
  if (takeover?.kind === 'not-json') return sendHtml(exchange, 200, '<!-- for (;;); -->');
  if (takeover !== undefined) return actOutFault(exchange, takeover, htmlVoice);
  const seller = state.sellers.get(phone);
  const settings = seller === undefined ? undefined : settingsFor(exchange, seller);
  if (settings === undefined || !['paged', 'endless'].includes(settings.layout)) return sendJson(exchange, 404, {});
  const cursor = Number(exchange.url.searchParams.get('cursor') ?? 0);
  if (!Number.isSafeInteger(cursor) || cursor < 0) return sendJson(exchange, 400, { error: 'bad cursor' });
  return sendJson(exchange, 200, cataloguePart(state.productsOf(phone), settings, cursor, context.origin));
}
