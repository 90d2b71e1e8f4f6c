import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

interface SectionProps {
  id: string;
  title: string;
  children: ReactNode;
  className?: string;
}

/** One thing to know about a product. */
export function Section({ id, title, children, className }: SectionProps) {
  return (
    <section aria-labelledby={id} className={cn('border-t border-line pt-3', className)}>
      <h3 id={id} className="mb-1.5 font-sans text-xs font-semibold tracking-wide text-ink-soft">
        {title}
      </h3>
      {children}
    </section>
  );
}
