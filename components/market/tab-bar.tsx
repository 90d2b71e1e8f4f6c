import { useTranslations } from 'next-intl';
import { PhotoButton } from '@/components/search/photo-button';
import { Camera, Heart, Home } from '@/components/ui/icons/shell-icons';
import { OffProducts } from './off-products';
import { Tab } from './tab';

/** Within a thumb's reach, on phones only. */
export function TabBar() {
  const words = useTranslations('shell');
  const search = useTranslations('search');
  const saved = useTranslations('saved');
  return (
    <OffProducts>
      <nav
        id="tab-bar"
        aria-label={words('main')}
        className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper/95 pb-[env(safe-area-inset-bottom)]
          backdrop-blur-sm sm:hidden [@media(max-height:24rem)]:static"
      >
        <div className="mx-auto grid h-16 max-w-md grid-cols-3 items-center">
          <Tab href="/">
            <Home aria-hidden className="size-6" />
            {words('tabs.products')}
          </Tab>
          <div className="flex justify-center">
            <PhotoButton
              className="-mt-6 grid size-16 place-items-center rounded-full border-4 border-paper bg-accent
                text-on-accent shadow-high"
            >
              <Camera aria-hidden className="size-7" />
              <span className="sr-only">{search('byPhoto')}</span>
            </PhotoButton>
          </div>
          <Tab href="/saved">
            <Heart aria-hidden className="size-6" />
            {saved('tab')}
          </Tab>
        </div>
      </nav>
    </OffProducts>
  );
}
