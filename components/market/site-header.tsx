import { Heart } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { OtherLanguage } from '@/components/language/language-switch';
import { SearchBar } from '@/components/search/search-bar';
import { buttonStyle } from '@/components/ui/button';

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
    <header className="z-30 bg-paper sm:sticky sm:top-0">
      <div
        className="mx-auto flex w-full max-w-[90rem] items-center gap-x-2 gap-y-3 px-4 py-3
          max-sm:pt-1 sm:gap-x-6 sm:px-6 max-md:flex-wrap"
      >
        <Link href="/" className="inline-flex min-h-11 items-center rounded-md" aria-label={words('home')}>
          <Logo />
        </Link>
        <SearchBar className="mx-auto w-full max-w-2xl min-w-0 flex-1 max-md:order-last max-md:basis-full" />
        <nav aria-label={words('shortcuts')} className="-mr-2 flex items-center max-md:ml-auto">
          <OtherLanguage className={look()} />
          <Link href="/saved" className={look('max-sm:hidden')}>
            <Heart aria-hidden />
            {saved('tab')}
          </Link>
          <Link href="/sell" className={look()}>
            {words('sellOnSoko')}
          </Link>
        </nav>
      </div>
      <div aria-hidden className="kitenge kitenge-edge" />
    </header>
  );
}
