import type { ProductView } from '@/lib/marketplace/product-view.schema';
import type { RankedMatch } from '@/lib/search/search-page.schema';

/** The origin that a request was made to, as its maker sees it. Goes into that one answer only. */
export function requestOrigin(request: Request): string {
  const host = request.headers.get('host');
  const https = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';
  const origin = `${https ? 'https' : 'http'}://${host}`;
  return host && URL.canParse(origin) ? new URL(origin).origin : new URL(request.url).origin;
}

/** Pictures of a local store have no host of their own: for the API they get the one that was asked. */
export function withAbsolutePictures<T extends ProductView>(product: T, origin: string): T {
  const absolute = <Url extends string | null>(url: Url) => (url?.startsWith('/') ? `${origin}${url}` : url);
  return {
    ...product,
    imageUrl: absolute(product.imageUrl),
    s3ImageUrl: absolute(product.s3ImageUrl),
    pictureSources: product.pictureSources.map((source) => ({ ...source, url: absolute(source.url) })),
  };
}

/** The same for a match and those behind it. */
export function withAbsoluteMatch({ product, alike, ...match }: RankedMatch, origin: string): RankedMatch {
  const behind = alike?.results.map((one) => ({ ...one, product: withAbsolutePictures(one.product, origin) }));
  return {
    ...match,
    product: withAbsolutePictures(product, origin),
    alike: alike && behind ? { ...alike, results: behind } : null,
  };
}
