import { cn } from './cn';

/**
 * Inside a PageLink: a line along the top of what it stands in, while the page it leads to is on its way
 * (app/pending.css).
 */
export function LinkPending({ className }: { className?: string }) {
  return <span aria-hidden className={cn('link-pending', className)} />;
}
