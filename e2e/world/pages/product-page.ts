import type { ContentEncoding } from '@/e2e/world/http/exchange';
import type { PageFeature } from '@/e2e/world/quirks/page';
import type { WorldProduct, WorldSeller } from '@/e2e/world/sellers/types';
import { encodeEntities } from './entities';
import { metaTags, oddImageTags, tagStyleOf } from './head';

export interface RenderedPage {
  headers: Record<string, string>;
  chunks: Generator<Buffer>;
  encoding: ContentEncoding | undefined;
}

export interface ProductPageInput {
  product: WorldProduct;
  seller: WorldSeller;
  /** A fresh signed link, or null without a picture. */
  imageUrl: string | null;
  pageUrl: string;
  features: readonly PageFeature[];
}

const FILLER = Buffer.from(`<div class="x1n2onr6">${'lorem sokoni '.repeat(5000)}</div>\n`);

/** The product page as it goes over the wire: headers, and the body in pieces. */
export function renderProductPage(input: ProductPageInput): RenderedPage {
  const charset = find(input.features, 'charset');
  const header = charset === undefined ? 'utf-8' : charset.header;
  const label = find(input.features, 'encoding-label')?.says;
  return {
    headers: {
      'content-type': header === null ? 'text/html' : `text/html; charset="${header}"`,
      ...(label === undefined ? {} : { 'content-encoding': label }),
    },
    chunks: pieces(input),
    encoding: find(input.features, 'encoding')?.as,
  };
}

function* pieces(input: ProductPageInput): Generator<Buffer> {
  const { features } = input;
  const encode = (text: string): Buffer => Buffer.from(text, find(features, 'charset')?.bytes ?? 'utf-8');
  yield encode(openHead(features));
  const badByte = find(features, 'bad-byte');
  if (badByte !== undefined) yield Buffer.from(`<meta name="keywords" content="${BAD_BYTES[badByte.as]}" />`, 'latin1');
  const hugeHead = find(features, 'huge-head');
  if (hugeHead !== undefined) yield* junkInHead(hugeHead.bytes, encode);
  yield encode(`${tagsOf(input)}\n</head>`);
  yield encode(`<body><div id="mount">${bodyText(input)}</div>`);
  const giantBody = find(features, 'giant-body');
  if (giantBody !== undefined) yield* filler(giantBody.bytes);
  yield encode('</body></html>');
}

const BAD_BYTES = { latin1: 'caf\xe9', surrogate: '\xed\xa0\xbd' };

function openHead(features: readonly PageFeature[]): string {
  const charset = find(features, 'charset');
  const meta = charset === undefined ? 'utf-8' : charset.meta;
  const declared = meta === null ? '' : `<meta charset="${meta}" />\n`;
  return (
    `<!DOCTYPE html>\n<html lang="en" id="facebook" class="no_js"><head>${declared}` +
    '<meta name="referrer" content="default" />\n'
  );
}

function tagsOf({ product, seller, imageUrl, pageUrl, features }: ProductPageInput): string {
  const style = tagStyleOf(features);
  if (find(features, 'no-og-tags') !== undefined) return '<title>WhatsApp</title>';
  const title =
    find(features, 'no-suffix') === undefined ? `${product.title} from ${seller.name} on WhatsApp.` : product.title;
  const image = find(features, 'image-url')?.url ?? (find(features, 'no-image') === undefined ? imageUrl : null);
  const properties: [string, string][] = [
    ['og:type', 'product.item'],
    ['og:site_name', 'WhatsApp.com'],
    ['og:title', title],
    ['og:description', descriptionOf(product, features)],
    ['og:url', pageUrl],
  ];
  const imageTags = find(features, 'image-tags')?.as;
  if (image !== null && imageTags === undefined) properties.push(['og:image', image]);
  if (find(features, 'duplicate-tags') !== undefined) properties.push(['og:title', 'WhatsApp'], ['og:image', '']);
  if (find(features, 'price-tags') !== undefined && product.truth.price !== null) {
    properties.push(['product:price:amount', product.truth.price.amount.toFixed(2)]);
    properties.push(['product:price:currency', product.truth.price.currency]);
  }
  const oddTags = image === null || imageTags === undefined ? '' : oddImageTags(image, imageTags);
  return `<title>${encodeEntities(title, style.entities)}</title>\n${metaTags(properties, style)}${oddTags}`;
}

function descriptionOf(product: WorldProduct, features: readonly PageFeature[]): string {
  const long = find(features, 'long-description');
  if (long === undefined) return product.description;
  const sentence = ' Karibu dukani, tunadeliver kote nchini 🚚.';
  return product.description + sentence.repeat(Math.ceil(long.bytes / Buffer.byteLength(sentence)));
}

const bodyText = ({ product, seller }: ProductPageInput): string =>
  `<h1>${encodeEntities(product.title, 'hex')}</h1><p>${encodeEntities(seller.name, 'hex')}</p>` +
  `<a href="whatsapp://send?phone=${product.phone}">Message business</a>`;

function* junkInHead(bytes: number, encode: (text: string) => Buffer): Generator<Buffer> {
  const script =
    `<script type="application/json" data-sjs>{"require":[["x","${'a'.repeat(8000)}"]],"html":"` +
    `<meta property='og:title' content='not this one'>"}</script>\n`;
  for (let sent = 0; sent < bytes; sent += script.length) yield encode(script);
}

function* filler(bytes: number): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += FILLER.length) yield FILLER;
}

/** A page that never ends. In the head, its tags never come either. */
export function* endlessPage(where: 'head' | 'body', tags: string): Generator<Buffer> {
  yield Buffer.from(`<!DOCTYPE html><html><head><meta charset="utf-8" />\n`);
  if (where === 'body') yield Buffer.from(`${tags}</head><body>`);
  const junk = where === 'body' ? FILLER : Buffer.from(`<script>/*${'x'.repeat(32_000)}*/</script>\n`);
  for (;;) yield junk;
}

export const productTags = tagsOf;

function find<K extends PageFeature['kind']>(
  features: readonly PageFeature[],
  kind: K,
): Extract<PageFeature, { kind: K }> | undefined {
  // The discriminant was compared: this is the member of the union with that kind.
  return features.find((feature) => feature.kind === kind) as Extract<PageFeature, { kind: K }> | undefined;
}
