'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PhotoButton } from '@/components/search/photo-button';
import { cn } from '@/components/ui/cn';
import { Camera, Heart, Home } from '@/components/ui/icons/shell-icons';
import { PageLink } from '@/components/ui/page-link';

/** Within a thumb's reach, on phones only. */
export function TabBar() {
  const path = usePathname();
  const words = useTranslations('shell');
  const search = useTranslations('search');
  const saved = useTranslations('saved');
  if (path.startsWith('/products/')) return null;
  return (
    <nav
      id="tab-bar"
      aria-label={words('main')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper/95 pb-[env(safe-area-inset-bottom)]
        backdrop-blur-sm sm:hidden [@media(max-height:24rem)]:static"
    >
      <div className="mx-auto grid h-16 max-w-md grid-cols-3 items-center">
        <Tab
          href="/"
          current={path === '/'}
          label={words('tabs.products')}
          icon={<Home aria-hidden className="size-6" />}
        />
        <div className="flex justify-center">
          <PhotoButton
            className="-mt-6 grid size-16 place-items-center rounded-full border-4 border-paper bg-accent
              text-on-accent shadow-high"
          >
            <Camera aria-hidden className="size-7" />
            <span className="sr-only">{search('byPhoto')}</span>
          </PhotoButton>
        </div>
        <Tab
          href="/saved"
          current={path === '/saved'}
          label={saved('tab')}
          icon={<Heart aria-hidden className="size-6" />}
        />
      </div>
    </nav>
  );
}

function Tab({ href, label, icon, current }: { href: string; label: string; icon: React.ReactNode; current: boolean }) {
  return (
    <PageLink
      href={href}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex h-full flex-col items-center justify-center gap-0.5 text-xs',
        current ? 'font-semibold text-accent' : 'text-ink-soft',
      )}
    >
      {icon}
      {label}
    </PageLink>
  );
}
