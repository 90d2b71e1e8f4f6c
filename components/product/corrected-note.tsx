import { useTranslations } from 'next-intl';
import type { ProductView } from '@/lib/marketplace/product-view.schema';

/** Says what of a product is the seller's own word here, and not what is read in WhatsApp. */
export function CorrectedNote({ corrected }: Pick<ProductView, 'corrected'>) {
  const words = useTranslations('market.productPage.corrected');
  if (corrected.length === 0) return null;
  return <p className="mt-1 text-sm text-ink-soft">{corrected.map((what) => words(what)).join(' ')}</p>;
}
