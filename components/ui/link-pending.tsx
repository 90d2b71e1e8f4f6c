'use client';

import { useLinkStatus } from 'next/link';
import { cn } from './cn';

/** Inside a link: a line along the top of what it stands in, while the page it leads to is on its way. */
export function LinkPending({ className }: { className?: string }) {
  const { pending } = useLinkStatus();
  return <span aria-hidden className={cn('link-pending', pending && 'is-pending', className)} />;
}
