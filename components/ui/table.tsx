import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/** A dense table that scrolls sideways on its own, never with the page: what is positioned in it scrolls, too. */
export function Table({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
      tabIndex={0}
      className={cn('relative overflow-x-auto rounded-lg border border-line bg-surface', className)}
    >
      <table className="tabular w-full border-collapse text-left text-sm">{children}</table>
    </section>
  );
}

export function Head({ children }: { children: ReactNode }) {
  return (
    <thead className="border-b border-line bg-sunken text-ink-soft">
      <tr>{children}</tr>
    </thead>
  );
}

export function HeadCell({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn('px-2.5 py-2 text-[0.8125rem] font-semibold whitespace-nowrap', className)}
      {...rest}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('border-b border-line last:border-0 hover:bg-sunken/60', className)} {...rest} />;
}

export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={cn('px-2.5 py-2 align-middle', className)} {...rest} />;
}
