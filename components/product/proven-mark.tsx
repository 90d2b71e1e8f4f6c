import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { BadgeCheck } from '@/components/ui/icons/card-icons';

/** Beside a shop's name: it has shown that its number is its own. */
export function ProvenMark({ className }: { className?: string }) {
  const words = useTranslations('product.provenShop');
  return (
    <span title={words('means')} className={cn('inline-flex shrink-0 align-[-0.15em] text-good', className)}>
      <BadgeCheck aria-hidden className="size-[1.1em]" />
      <span className="sr-only"> {words('mark')}</span>
    </span>
  );
}
