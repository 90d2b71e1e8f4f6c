import { getTranslations } from 'next-intl/server';
import { ProductGrid } from '@/components/product/product-grid';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { GonePicture } from '@/components/ui/pictures';
import { toCardView } from '@/lib/marketplace/product-view.schema';
import { loadGoneNeighbours } from './load-product';

/** A product that is gone, hidden, or never was: all look the same, but for what is close to one that was known. */
export default async function ProductNotFound() {
  const [words, neighbours] = await Promise.all([getTranslations('market.productPage.gone'), loadGoneNeighbours()]);
  const isKnown = neighbours.length > 0;
  return (
    <>
      <EmptyState
        as="h1"
        title={words('title')}
        picture={<GonePicture />}
        className={isKnown ? 'py-8' : ''}
        action={
          <a href="/" className={buttonStyle(isKnown ? { look: 'quiet' } : {})}>
            {words('action')}
          </a>
        }
      >
        {isKnown ? words('withNeighbours') : words('text')}
      </EmptyState>
      {isKnown ? (
        <section aria-labelledby="neighbours">
          <h2 id="neighbours" className="mb-4 text-2xl font-semibold tracking-tight">
            {words('neighbours')}
          </h2>
          <ProductGrid products={neighbours.map(toCardView)} label={words('neighbours')} />
        </section>
      ) : null}
    </>
  );
}
