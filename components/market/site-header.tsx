import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { OtherLanguage } from '@/components/language/language-switch';
import { SearchBar } from '@/components/search/search-bar';
import { buttonStyle } from '@/components/ui/button';
import { Heart } from '@/components/ui/icons/shell-icons';
import { PageLink } from '@/components/ui/page-link';
import { GiveWay } from './give-way';

export function SiteHeader() {
  const words = useTranslations('shell');
  const saved = useTranslations('saved');
  const look = (className = '') =>
    buttonStyle({
      look: 'ghost',
      size: 'sm',
      className: `px-2 text-sm max-sm:h-11 min-[22.5rem]:px-2.5 sm:px-3 ${className}`,
    });
  return (
    <header
      // Where it takes two lines it gives way to whoever scrolls down, unless it is being used. A phone that lies, with
      // large text, has no height for what stays.
      className="sticky top-0 z-30 bg-paper transition-[translate] duration-200 [@media(max-height:24rem)]:static
        max-md:not-focus-within:in-data-scrolling-down:-translate-y-full"
    >
      <GiveWay />
      <div
        className="mx-auto flex w-full max-w-[90rem] items-center gap-x-2 gap-y-3 px-4 py-3
          max-sm:pt-1 sm:gap-x-6 sm:px-6 max-md:flex-wrap"
      >
        <PageLink href="/" className="inline-flex min-h-11 items-center rounded-md" aria-label={words('home')}>
          <Logo />
        </PageLink>
        <SearchBar className="mx-auto w-full max-w-2xl min-w-0 flex-1 max-md:order-last max-md:basis-full" />
        <nav aria-label={words('shortcuts')} className="-mr-2 flex items-center max-md:ml-auto">
          <OtherLanguage className={look()} />
          <PageLink href="/saved" className={look('max-sm:hidden')}>
            <Heart aria-hidden />
            {saved('tab')}
          </PageLink>
          <PageLink href="/sell" className={look()}>
            {words('sellOnSoko')}
          </PageLink>
        </nav>
      </div>
      <div aria-hidden className="kitenge kitenge-edge" />
    </header>
  );
}
