import { useTranslations } from 'next-intl';
import type { ProductView } from '@/lib/marketplace/product-view.schema';

interface ProductFactsProps {
  product: Pick<ProductView, 'brand' | 'sizes' | 'material'>;
}

/** What the seller’s words say besides the price; nothing where they say nothing. */
export function ProductFacts({ product: { brand, sizes, material } }: ProductFactsProps) {
  const words = useTranslations('market.productPage.facts');
  const facts = [
    { name: words('brand'), values: brand === null ? [] : [brand] },
    { name: words('sizes'), values: sizes },
    { name: words('material'), values: material === null ? [] : [material] },
  ].filter(({ values }) => values.length > 0);
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      {facts.map(({ name, values }) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="flex flex-wrap gap-x-2.5 font-medium [overflow-wrap:anywhere]">
            {values.map((value) => (
              <bdi key={value}>{value}</bdi>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
