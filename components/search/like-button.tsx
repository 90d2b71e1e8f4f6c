'use client';

import { LoaderCircle, ScanSearch } from 'lucide-react';
import Link, { useLinkStatus } from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';

interface LikeButtonProps {
  productId: string;
  title: string;
  className?: string;
}

/** "Search with this product", on its card: its neighbours, to be refined by words, filters and order. A plain link. */
export function LikeButton({ productId, title, className }: LikeButtonProps) {
  const words = useTranslations('search.like');
  return (
    <Link
      href={`/search?like=${productId}`}
      prefetch={false}
      aria-label={words('withTitle', { title })}
      title={words('with')}
      className={cn(
        'isolate grid size-11 place-items-center before:absolute before:inset-1 before:-z-1',
        'before:rounded-full before:bg-paper/85 before:shadow-low hover:before:bg-paper',
        className,
      )}
    >
      <Pending />
    </Link>
  );
}

/** Must stand inside the link, whose state it shows. */
function Pending() {
  const { pending } = useLinkStatus();
  return pending ? (
    <LoaderCircle aria-hidden className="size-5 animate-spin motion-reduce:animate-none" />
  ) : (
    <ScanSearch aria-hidden className="size-5" />
  );
}
