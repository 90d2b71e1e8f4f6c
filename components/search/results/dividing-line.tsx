import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

interface DividingLineProps {
  id: string;
  className?: string;
  children: ReactNode;
}

/** Sets what follows apart from what was before, and says why. */
export function DividingLine({ id, className, children }: DividingLineProps) {
  return (
    <div className={cn('my-6 flex items-center gap-4 text-sm text-ink-soft', className)}>
      <span aria-hidden className="h-px flex-1 bg-line-strong" />
      <h2 id={id} className="font-sans font-normal">
        {children}
      </h2>
      <span aria-hidden className="h-px flex-1 bg-line-strong" />
    </div>
  );
}
