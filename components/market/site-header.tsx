import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { SearchBar } from '@/components/search/search-bar';
import { buttonStyle } from '@/components/ui/button';

export function SiteHeader() {
  const words = useTranslations('shell');
  return (
    <header className="z-30 bg-paper sm:sticky sm:top-0">
      <div className="mx-auto flex w-full max-w-[90rem] items-center gap-x-6 gap-y-3 px-4 py-3 max-sm:flex-wrap sm:px-6">
        <Link href="/" className="rounded-md" aria-label={words('home')}>
          <Logo />
        </Link>
        <SearchBar className="mx-auto w-full max-w-2xl flex-1 max-sm:order-last max-sm:basis-full" />
        <nav aria-label={words('forSellers')} className="max-sm:ml-auto">
          <Link href="/sell" className={buttonStyle({ look: 'ghost', size: 'sm', className: 'text-sm' })}>
            {words('sellOnSoko')}
          </Link>
        </nav>
      </div>
      <div aria-hidden className="kitenge kitenge-edge" />
    </header>
  );
}
