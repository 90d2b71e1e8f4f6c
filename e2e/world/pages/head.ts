import type { ImageTags, PageFeature } from '@/e2e/world/quirks/page';
import { type EntityStyle, encodeEntities } from './entities';

export interface TagStyle {
  order: 'property-first' | 'content-first' | 'shuffled';
  quotes: 'double' | 'single' | 'none';
  entities: EntityStyle;
  upperCase: boolean;
}

const USUAL: TagStyle = {
  order: 'property-first',
  quotes: 'double',
  entities: 'hex',
  upperCase: false,
};

export function tagStyleOf(features: readonly PageFeature[]): TagStyle {
  const tags = features.find((feature) => feature.kind === 'tags');
  return tags ?? USUAL;
}

/** The picture's link where readers do not look first, or behind what they should pass over. */
export function oddImageTags(image: string, as: ImageTags): string {
  const content = `content="${encodeEntities(image, 'named')}"`;
  const usual = `<meta property="og:image" ${content} />`;
  switch (as) {
    case 'url-only':
      return `<meta property="og:image:url" ${content} />`;
    case 'secure-url-only':
      return `<meta property="og:image:secure_url" ${content} />`;
    case 'twitter-only':
      return `<meta name="twitter:image" ${content} />`;
    case 'empty-property':
      return `<meta property="" name="og:image" ${content} />`;
    case 'relative-first':
      return `<meta property="og:image" content="/img/product.jpg" />${usual}`;
    case 'icon-first':
      return `<meta property="og:image" content="https://static.whatsapp.net/rsrc.php/v3/yP/icon.png" />${usual}`;
    case 'no-content-first':
      return `<meta property="og:image" />${usual}`;
  }
}

/** `<meta>` tags for the properties, in the style asked for. Shuffled mixes the order of tags and of attributes. */
export function metaTags(properties: [string, string][], style: TagStyle): string {
  const ordered = style.order === 'shuffled' ? [...properties].reverse() : properties;
  return ordered.map(([property, content], index) => metaTag(property, content, style, index)).join('\n');
}

function metaTag(property: string, content: string, style: TagStyle, index: number): string {
  const contentFirst = style.order === 'content-first' || (style.order === 'shuffled' && index % 2 === 0);
  const name = attribute(style.upperCase ? 'PROPERTY' : 'property', property, style);
  const value = attribute(style.upperCase ? 'CONTENT' : 'content', content, style);
  const [first, second] = contentFirst ? [value, name] : [name, value];
  const element = style.upperCase ? 'META' : 'meta';
  return style.order === 'shuffled' ? `<${element}\n  ${first}\n  ${second}>` : `<${element} ${first} ${second} />`;
}

/** Without quotes only where HTML allows it; otherwise such a value would be cut at its first space. */
function attribute(name: string, value: string, style: TagStyle): string {
  const encoded = encodeEntities(value, style.entities);
  if (style.quotes === 'none' && value !== '' && !/[\s"'=<>`]/.test(encoded)) return `${name}=${encoded}`;
  if (style.quotes === 'single') return `${name}='${encoded}'`;
  return `${name}="${encoded}"`;
}
