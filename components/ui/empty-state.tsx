import type { ReactNode } from 'react';
import { cn } from './cn';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** One of pictures.tsx, instead of the cloth. */
  picture?: ReactNode;
  className?: string;
  /** Heading level that fits the page's outline. */
  as?: 'h1' | 'h2';
}

/** Nothing to show here, said with the signature pattern and with what to do next. */
export function EmptyState({ title, children, action, picture, className, as: Heading = 'h2' }: EmptyStateProps) {
  return (
    <div className={cn('mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center', className)}>
      {picture ?? (
        <div aria-hidden className="mb-6 grid size-28 place-items-center overflow-hidden rounded-full bg-accent-soft">
          <div className="kitenge kitenge-cloth size-full opacity-80" />
        </div>
      )}
      <Heading className="text-2xl font-semibold tracking-tight">{title}</Heading>
      {children ? <div className="mt-2 text-ink-soft text-pretty">{children}</div> : null}
      {action ? <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div> : null}
    </div>
  );
}
