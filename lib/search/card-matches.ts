import { type CardView, toCardView } from './card-view';
import type { AlikeProducts, ProductMatch, RankedMatch, SearchPage } from './product-view';

type CardMatchOf<Match extends ProductMatch> = Omit<Match, 'product' | 'alike'> & { product: CardView };

/** A match as its card shows it: thirty of them, each with twelve behind it, are sent with a page. */
export interface CardMatch extends CardMatchOf<RankedMatch> {
  alike: (Omit<AlikeProducts, 'results'> & { results: CardMatchOf<ProductMatch>[] }) | null;
}

export interface CardSearchPage extends Omit<SearchPage, 'results'> {
  results: CardMatch[];
}

export function toCardSearchPage(page: SearchPage): CardSearchPage {
  return { ...page, results: page.results.map(toCardMatch) };
}

function toCardMatch({ product, alike, ...match }: RankedMatch): CardMatch {
  return {
    ...match,
    product: toCardView(product),
    alike:
      alike === null
        ? null
        : { ...alike, results: alike.results.map((one) => ({ ...one, product: toCardView(one.product) })) },
  };
}
