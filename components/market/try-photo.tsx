import { useTranslations } from 'next-intl';
import { pictureOf } from '@/components/product/picture-of';
import { ProductPicture } from '@/components/product/product-picture';
import { PhotoButton } from '@/components/search/photo-button';
import { buttonStyle } from '@/components/ui/button';
import { ImageDown } from '@/components/ui/icons/photo-icons';
import { Images } from '@/components/ui/icons/shell-icons';
import { PageLink } from '@/components/ui/page-link';
import type { CardView } from '@/lib/marketplace/product-view.schema';

/**
 * Where a desktop has room: a place to drop a photo, which is taken anywhere on the page, and pictures of what is here
 * for who has none at hand.
 */
export function TryPhoto({ examples, className }: { examples: CardView[]; className?: string }) {
  const words = useTranslations('market.welcome');
  const search = useTranslations('search');
  return (
    <div className={className}>
      <div
        className="flex min-h-44 items-center justify-center gap-8 rounded-2xl border-2 border-dashed border-line-strong
          bg-surface px-7 py-5"
      >
        <div className="flex flex-col items-center gap-3 text-center noscript:hidden">
          <ImageDown aria-hidden className="size-9 text-accent" />
          <p className="max-w-[18ch] font-medium text-balance">{words('drop')}</p>
          <PhotoButton className={buttonStyle()}>
            <Images aria-hidden />
            {search('picker.choose')}
          </PhotoButton>
        </div>
        {examples.length > 0 ? (
          <div>
            <p id="examples" className="mb-2 text-sm text-ink-soft">
              {words('try')}
            </p>
            <ul aria-labelledby="examples" className="flex gap-3">
              {examples.map((product) => (
                <li key={product.productId}>
                  <PageLink
                    href={`/search?like=${product.productId}`}
                    aria-label={search('like.withTitle', { title: product.title })}
                    className="block rounded-xl"
                  >
                    <ProductPicture
                      {...pictureOf(product)}
                      place="strip"
                      alt=""
                      className="size-26 rounded-xl transition-[border-radius] hover:rounded-3xl"
                    />
                  </PageLink>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </div>
  );
}
