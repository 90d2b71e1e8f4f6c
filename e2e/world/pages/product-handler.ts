import { actOutFault, htmlVoice } from '@/e2e/world/http/act-out-fault';
import { type Exchange, pause, sendHtml, stream } from '@/e2e/world/http/exchange';
import type { PageFeature, PageTakeover } from '@/e2e/world/quirks/page';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { WorldState } from '@/e2e/world/world-state';
import { endlessPage, type ProductPageInput, productTags, renderProductPage } from './product-page';
import { consentWall, loginWall, notFound, pageNotFound } from './walls';

export interface ProductContext {
  state: WorldState;
  origin: string;
  /** A new signed link to the product's picture. */
  linkToPicture(product: WorldProduct): string;
}

export async function answerProduct(
  exchange: Exchange,
  id: string,
  phone: string,
  context: ProductContext,
): Promise<void> {
  const { state, origin } = context;
  const { takeover, features } = state.quirks.take('page', {
    product: id,
    seller: phone,
    agent: exchange.agent,
  });
  await pause(exchange, state.latencyOf('page', phone) + extraDelay(features));
  const product = state.products.get(id);
  const owner = features.some(({ kind }) => kind === 'any-phone') ? product?.phone : phone;
  const seller = owner === undefined ? undefined : state.sellers.get(owner);
  const input: ProductPageInput | undefined =
    product === undefined || seller === undefined || product.phone !== owner
      ? undefined
      : {
          product,
          seller,
          imageUrl: product.picture === null ? null : context.linkToPicture(product),
          pageUrl: `${origin}/product/${id}/${phone}`,
          features,
        };
  if (takeover !== undefined) return actOut(exchange, takeover, input);
  if (input === undefined) return sendHtml(exchange, 200, pageNotFound());
  if (input.product.gone === 'page-not-found') return sendHtml(exchange, 200, pageNotFound());
  if (input.product.gone !== null) return sendHtml(exchange, Number(input.product.gone), notFound());
  const onlyFor = features.find((feature) => feature.kind === 'tags-only-for-agent');
  if (onlyFor !== undefined && !new RegExp(onlyFor.pattern, 'i').test(exchange.agent)) {
    return sendHtml(exchange, 200, consentWall());
  }
  const page = renderProductPage(input);
  return stream(exchange, page.headers, page.chunks, page.encoding);
}

function actOut(exchange: Exchange, takeover: PageTakeover, input: ProductPageInput | undefined): Promise<void> | void {
  switch (takeover.kind) {
    case 'page-not-found':
      return sendHtml(exchange, 200, pageNotFound());
    case 'consent-wall':
      return sendHtml(exchange, 200, consentWall());
    case 'login-wall':
      return sendHtml(exchange, 200, loginWall());
    case 'endless': {
      const tags = input === undefined ? '' : productTags(input);
      return stream(exchange, { 'content-type': htmlVoice.type }, endlessPage(takeover.where, tags));
    }
    default:
      return actOutFault(exchange, takeover, htmlVoice);
  }
}

const extraDelay = (features: readonly PageFeature[]): number =>
  features.reduce((sum, feature) => sum + (feature.kind === 'slow' ? feature.ms : 0), 0);
