import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SaveButton } from '@/components/saved/save-button';
import { ShareButton } from '@/components/share/share-button';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { ScanSearch } from '@/components/ui/icons/card-icons';
import { PageLink } from '@/components/ui/page-link';

interface ProductActionsProps {
  productId: string;
  title: string;
  /** More to do with it. */
  children?: ReactNode;
}

/** What one can do with a product besides asking for it. */
export function ProductActions({ productId, title, children }: ProductActionsProps) {
  const words = useTranslations('market.productPage');
  const look = buttonStyle({
    look: 'quiet',
    className: 'px-4 max-sm:px-3 max-sm:text-sm aria-pressed:border-accent aria-pressed:bg-accent-soft',
  });
  return (
    <div className="flex flex-wrap gap-2 max-sm:gap-1.5">
      {/* On a phone it is beside the chat, where a thumb is. */}
      <SaveButton productId={productId} title={title} className={cn(look, 'max-sm:hidden')} worded />
      <ShareButton title={title} path={`/products/${productId}`} className={look} />
      <PageLink href={`/search?like=${productId}`} className={look}>
        <ScanSearch aria-hidden />
        {words('searchWith')}
      </PageLink>
      {children}
    </div>
  );
}
