'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';

export interface ConsoleLink {
  href: string;
  label: string;
}

export function ConsoleNav({ links }: { links: ConsoleLink[] }) {
  const path = usePathname();
  return (
    <nav
      aria-label="Console"
      className="-mb-px overflow-x-auto [scrollbar-width:none] max-md:order-3 max-md:-mx-4
        max-md:basis-[calc(100%+2rem)] max-md:px-4"
    >
      <ul className="flex gap-1">
        {links.map(({ href, label }) => {
          const here = path === href;
          return (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'inline-flex h-12 items-center border-b-2 px-2.5 text-sm whitespace-nowrap',
                  here ? 'border-accent font-semibold text-ink' : 'border-transparent text-ink-soft hover:text-ink',
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
