import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { ChevronRight } from '@/components/ui/icons/product-icons';
import { LinkPending } from '@/components/ui/link-pending';
import { PageLink } from '@/components/ui/page-link';
import { ProvenMark } from './proven-mark';

interface SellerLinkProps {
  id: string;
  name: string | null;
  proven: boolean;
  /** What is known of the shop. */
  children?: ReactNode;
}

/** From a product to everything of its seller. */
export function SellerLink({ id, name, proven, children }: SellerLinkProps) {
  const words = useTranslations('market.productPage');
  const shown = name ?? words('noName');
  return (
    <PageLink
      href={`/sellers/${id}`}
      className="group relative flex items-center gap-3 rounded-lg border border-line bg-surface p-3
        hover:border-line-strong"
    >
      <SellerInitial name={shown} className="size-11 text-lg" />
      <span className="min-w-0 flex-1">
        <span className="flex items-start gap-1.5 font-medium">
          <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
            {shown}
          </span>
          {proven ? <ProvenMark className="h-6 items-center" /> : null}
        </span>
        {children ? <span className="block text-sm text-ink-soft">{children}</span> : null}
        <span className={cn('block text-sm text-ink-soft', children ? 'max-sm:sr-only' : null)}>
          {words('allFromSeller')}
        </span>
      </span>
      <ChevronRight
        aria-hidden
        className="size-5 shrink-0 text-ink-faint transition-transform group-hover:translate-x-0.5"
      />
      <LinkPending className="inset-x-3" />
    </PageLink>
  );
}

/** A round piece of cloth with the first letter of a seller's name, in place of a picture that nobody gave us. */
export function SellerInitial({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'relative grid shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft',
        'font-display font-semibold text-accent-strong',
        className,
      )}
    >
      <span className="kitenge kitenge-cloth absolute inset-0 opacity-20" />
      <span className="relative">{firstLetter(name)}</span>
    </span>
  );
}

/** Of names that begin with an emoji or a quotation mark too. */
function firstLetter(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? 'S').toUpperCase();
}
