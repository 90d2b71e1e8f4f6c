import { useTranslations } from 'next-intl';
import { LogoMark } from '@/components/brand/logo';
import { LanguageSwitch } from '@/components/language/language-switch';
import { PageLink } from '@/components/ui/page-link';

export function SiteFooter() {
  const words = useTranslations('shell');
  return (
    <footer className="mt-auto border-t border-line">
      <div
        className="mx-auto flex w-full max-w-[90rem] flex-wrap items-center gap-x-8 gap-y-3 px-4 pt-8 pb-28 text-sm
          text-ink-soft sm:px-6 sm:pb-8"
      >
        <LogoMark className="size-6" />
        <p className="max-w-prose">{words('about')}</p>
        <LanguageSwitch />
        <nav aria-label={words('more')} className="flex flex-wrap gap-x-6 gap-y-3 sm:ml-auto">
          <PageLink href="/sell" className="hover:text-ink hover:underline">
            {words('addCatalogue')}
          </PageLink>
          {(['contact', 'privacy', 'terms'] as const).map((page) => (
            <PageLink key={page} href={`/${page}`} className="hover:text-ink hover:underline">
              {words(page)}
            </PageLink>
          ))}
          <PageLink href="/developers" className="hover:text-ink hover:underline">
            {words('forDevelopers')}
          </PageLink>
          <PageLink href="/review" className="hover:text-ink hover:underline">
            {words('forModerators')}
          </PageLink>
        </nav>
      </div>
    </footer>
  );
}
