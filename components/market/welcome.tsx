import { useTranslations } from 'next-intl';
import { PhotoButton } from '@/components/search/photo-button';
import { buttonStyle } from '@/components/ui/button';
import { Camera } from '@/components/ui/icons/shell-icons';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { TryPhoto } from './try-photo';

/** What Soko is for, in one breath, and the one thing to try. */
export function Welcome({ examples }: { examples: CardView[] }) {
  const words = useTranslations('market.welcome');
  const search = useTranslations('search');
  return (
    <section className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4 pt-6 pb-1 sm:pt-9 lg:items-center">
      <div>
        <h1 className="max-w-[18ch] text-[2rem] leading-[1.06] font-bold tracking-tight sm:text-5xl">
          {words('title')}
        </h1>
        <p className="mt-2.5 max-w-prose text-ink-soft text-pretty sm:text-lg">{words('text')}</p>
      </div>
      <PhotoButton className={buttonStyle({ size: 'lg', className: 'max-sm:hidden lg:hidden' })}>
        <Camera aria-hidden />
        {search('byPhoto')}
      </PhotoButton>
      <TryPhoto examples={examples} className="max-lg:hidden" />
    </section>
  );
}
