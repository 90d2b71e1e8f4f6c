'use client';

import { LoaderCircle, ScanSearch } from 'lucide-react';
import Link, { useLinkStatus } from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';

interface LikeButtonProps {
  productId: string;
  title: string;
  /** With its words beside the icon; without, for a card, only the icon is shown. */
  worded?: boolean;
  className?: string;
}

/** "Search with this product": its neighbours, to be refined by words, filters and order. A plain link. */
export function LikeButton({ productId, title, worded = false, className }: LikeButtonProps) {
  const words = useTranslations('search.like');
  return (
    <Link
      href={`/search?like=${productId}`}
      prefetch={false}
      aria-label={worded ? undefined : words('withTitle', { title })}
      title={worded ? undefined : words('with')}
      className={cn(
        worded
          ? 'inline-flex min-h-11 items-center gap-2 font-medium text-accent hover:underline'
          : 'grid size-11 place-items-center [&>span]:grid [&>span]:size-9 [&>span]:place-items-center [&>span]:rounded-full [&>span]:bg-surface/90 [&>span]:shadow-low hover:[&>span]:bg-surface',
        className,
      )}
    >
      <span>
        <Pending />
      </span>
      {worded ? words('with') : null}
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
