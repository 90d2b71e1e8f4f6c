import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { ScanSearch } from '@/components/ui/icons/card-icons';
import { LoaderCircle } from '@/components/ui/icons/shell-icons';
import { PageLink } from '@/components/ui/page-link';

interface LikeButtonProps {
  productId: string;
  title: string;
  className?: string;
}

/** "Search with this product", on its card: its neighbours, to be refined by words, filters and order. A plain link. */
export function LikeButton({ productId, title, className }: LikeButtonProps) {
  const words = useTranslations('search.like');
  return (
    <PageLink
      href={`/search?like=${productId}`}
      aria-label={words('withTitle', { title })}
      title={words('with')}
      className={cn(
        'isolate grid size-11 place-items-center before:absolute before:inset-1 before:-z-1',
        'before:rounded-full before:bg-paper/85 before:shadow-low hover:before:bg-paper',
        className,
      )}
    >
      <ScanSearch aria-hidden className="size-5 in-data-going:hidden" />
      <LoaderCircle aria-hidden className="hidden size-5 animate-spin in-data-going:block motion-reduce:animate-none" />
    </PageLink>
  );
}
