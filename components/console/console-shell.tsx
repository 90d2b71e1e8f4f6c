import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { QueryProvider } from '@/components/market/query-provider';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { SkipLink } from '@/components/ui/skip-link';
import type { SignedInUser } from '@/lib/platform/auth-roles';
import { type ConsoleGroup, ConsoleNav } from './console-nav';

interface ConsoleShellProps {
  user: SignedInUser;
  signOut: () => Promise<void>;
  /** The box that finds. Beside it there is no room for the names of all pages: they get a row of their own. */
  tools?: ReactNode;
  children: ReactNode;
}

const REVIEW: ConsoleGroup = {
  href: '/review',
  label: 'Review',
  links: [
    { href: '/review', label: 'Queue' },
    { href: '/review/history', label: 'Decisions' },
    { href: '/review/second-look', label: 'Second look' },
    { href: '/review/numbers', label: 'Numbers' },
    { href: '/review/policy', label: 'Policy' },
  ],
};
const ADMIN: ConsoleGroup = {
  href: '/admin',
  label: 'Admin',
  links: [
    { href: '/admin', label: 'Overview' },
    { href: '/admin/sellers', label: 'Sellers' },
    { href: '/admin/syncs', label: 'Syncs' },
    { href: '/admin/failed', label: 'Failed work' },
    { href: '/admin/work', label: 'Stages' },
    { href: '/admin/prices', label: 'Prices' },
    { href: '/admin/model', label: 'Model' },
    { href: '/admin/policy', label: 'Edit policy' },
    { href: '/admin/second-looks', label: 'Disagreements' },
    { href: '/admin/log', label: 'Log' },
    { href: '/admin/users', label: 'People' },
    { href: '/admin/audit', label: 'Audit log' },
    { href: '/admin/settings', label: 'Settings' },
  ],
};

/** Around the consoles of moderators and admins: dense. */
export function ConsoleShell({ user, signOut, tools, children }: ConsoleShellProps) {
  const groups = user.role === 'admin' ? [REVIEW, ADMIN] : [REVIEW];
  return (
    <>
      <SkipLink />
      <header className="border-b border-line bg-surface">
        <div aria-hidden className="kitenge h-1.5 [mask-position:center_top] [mask-size:12px_6px]" />
        <div className={cn('flex items-center gap-x-5 px-4', tools ? 'flex-wrap' : 'max-md:flex-wrap')}>
          <Link href="/" aria-label="Soko, the market" className="rounded-md py-2.5">
            <Logo className="[&_span]:text-lg [&_svg]:size-6" />
          </Link>
          <ConsoleNav groups={groups} isOwnRow={tools !== undefined} />
          {tools ? <div className="ml-auto shrink-0 max-md:order-4 max-md:basis-full">{tools}</div> : null}
          <form
            action={signOut}
            className={cn('flex items-center gap-3 py-2 text-sm max-md:order-2 max-md:ml-auto', !tools && 'ml-auto')}
          >
            <Link
              href="/account"
              prefetch={false}
              className="max-w-48 truncate text-ink-soft hover:text-ink hover:underline max-sm:hidden"
            >
              {user.name} · {user.role}
            </Link>
            <Button type="submit" look="quiet" size="sm">
              Sign out
            </Button>
          </form>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="w-full flex-1 px-4 py-5 text-[0.9375rem] outline-none">
        <QueryProvider>{children}</QueryProvider>
      </main>
    </>
  );
}
