import type { PictureSource } from '@/lib/marketplace/product-view.schema';

/** Where a picture stands, and so how wide it is: what the browser needs to know before it has laid out the page. */
export const PICTURE_SIZES = {
  /** app/masonry.css: two columns, then three, four and five, within a page of at most 90rem. */
  card: '(min-width: 90rem) 262px, (min-width: 73rem) 19vw, (min-width: 55rem) 23vw, (min-width: 40rem) 31vw, 45vw',
  /** Small squares in a row. */
  strip: '104px',
  /** A seller's newest, side by side. */
  cover: '(min-width: 90rem) 360px, 50vw',
  page: '(min-width: 90rem) 790px, (min-width: 64rem) 56vw, 100vw',
} as const;
export type PicturePlace = keyof typeof PICTURE_SIZES;

export interface SourceSet {
  type: PictureSource['type'];
  srcSet: string;
}

/**
 * One set for each format, in the order given: the first one that the browser knows is used. A page leaves out a format
 * whose copies are smaller than the others': it is made for cards only.
 */
export function sourceSets(sources: PictureSource[], place: PicturePlace): SourceSet[] {
  const widest = Math.max(...sources.map(({ width }) => width));
  const suits = ({ width }: PictureSource) => place !== 'page' || width === widest;
  const types = [...new Set(sources.filter(suits).map(({ type }) => type))];
  return types.map((type) => ({
    type,
    srcSet: sources
      .filter((source) => source.type === type)
      .map(({ url, width }) => `${url} ${width}w`)
      .join(', '),
  }));
}
