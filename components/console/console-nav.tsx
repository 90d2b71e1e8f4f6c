'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';

export interface ConsoleLink {
  href: string;
  label: string;
}

/** One of the consoles: its first page is its own address. */
export interface ConsoleGroup {
  href: string;
  label: string;
  links: ConsoleLink[];
}

/** The pages of the console that is open and, for who has more than one, the way to the others. */
export function ConsoleNav({ groups, isOwnRow }: { groups: ConsoleGroup[]; isOwnRow: boolean }) {
  const path = usePathname();
  const row = useRef<HTMLElement>(null);
  const open = groups.find(({ href }) => path === href || path.startsWith(`${href}/`)) ?? groups[0];

  // On a phone the row is longer than the screen: `path` is read, so that the page that is open is in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs for each page
  useEffect(() => {
    const [nav, here] = [row.current, row.current?.querySelector<HTMLElement>('[aria-current]')];
    if (nav && here) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
  }, [path]);

  return (
    <nav
      ref={row}
      aria-label="Console"
      className={cn(
        'relative -mb-px overflow-x-auto [scrollbar-width:none]',
        isOwnRow
          ? 'order-3 -mx-4 basis-[calc(100%+2rem)] px-4'
          : 'max-md:order-3 max-md:-mx-4 max-md:basis-[calc(100%+2rem)] max-md:px-4',
      )}
    >
      <ul className="flex items-center gap-1">
        {groups.length > 1
          ? groups.map(({ href, label }) => (
              <li key={label}>
                <Link
                  href={href}
                  prefetch={false}
                  aria-label={`${label} console`}
                  className={cn(
                    'inline-flex h-8 items-center rounded-full px-3 text-sm font-semibold whitespace-nowrap',
                    open?.href === href ? 'bg-ink text-paper' : 'text-ink-soft hover:bg-sunken hover:text-ink',
                  )}
                >
                  {label}
                </Link>
              </li>
            ))
          : null}
        {open?.links.map(({ href, label }) => {
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
