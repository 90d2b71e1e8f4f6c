import { getTranslations } from 'next-intl/server';
import { SimilarFeed } from '@/components/product/similar-feed';
import { Notice } from '@/components/ui/notice';
import { toCardView } from '@/lib/marketplace/product-view';
import type { Similar } from './load-similar';

interface SimilarProductsProps {
  productId: string;
  similar: Similar | Promise<Similar>;
}

export async function SimilarProducts({ productId, similar }: SimilarProductsProps) {
  const [page, words] = await Promise.all([similar, getTranslations('market.productPage')]);
  if (page === null) return <Notice tone="warn" title={words('similarAway')} />;
  if (page.results.length === 0) return <p className="text-ink-soft">{words('noSimilar')}</p>;
  const results = page.results.map(({ product, alike }) => ({
    product: toCardView(product),
    alike: alike ? { count: alike.count } : null,
  }));
  return (
    <SimilarFeed productId={productId} firstPage={{ results, nextCursor: page.nextCursor }} label={words('similar')} />
  );
}
