'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui/page-link';

/** A link that shows whether it leads to where one is. */
export function Tab({ href, children }: { href: string; children: ReactNode }) {
  return (
    <PageLink
      href={href}
      aria-current={usePathname() === href ? 'page' : undefined}
      className="flex h-full flex-col items-center justify-center gap-0.5 text-xs text-ink-soft
        aria-[current]:font-semibold aria-[current]:text-accent"
    >
      {children}
    </PageLink>
  );
}
