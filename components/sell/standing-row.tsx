import Link from 'next/link';
import type { ReactNode } from 'react';
import { ProductPicture } from '@/components/product/product-picture';
import { Badge } from '@/components/ui/badge';
import type { Meaning } from './outcome-meaning';

interface StandingRowProps {
  productId: string;
  imageUrl: string | null;
  title: string;
  /** Shoppers see it. */
  isLive: boolean;
  meaning: Meaning;
  /** Under the title. */
  children: ReactNode;
}

/** One product of a seller's: how it stands, why, and what helps. */
export function StandingRow({ productId, imageUrl, title, isLive, meaning, children }: StandingRowProps) {
  const { tone, label, means, todo } = meaning;
  return (
    <div
      className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-4 gap-y-1
        sm:grid-cols-[3.5rem_minmax(0,2fr)_10.5rem_minmax(0,3fr)] sm:items-center"
    >
      <ProductPicture src={imageUrl} alt="" className="size-14 rounded-md max-sm:row-span-3" />
      <div className="min-w-0">
        <p className="truncate font-medium" dir="auto">
          {isLive ? (
            <Link href={`/products/${productId}`} prefetch={false} className="hover:underline">
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        {children}
      </div>
      <div>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <p className="text-sm text-ink-soft text-pretty">
        {means} {todo ? <span className="font-medium text-ink">{todo}</span> : null}
      </p>
    </div>
  );
}
