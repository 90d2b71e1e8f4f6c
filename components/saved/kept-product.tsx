import { useTranslations } from 'next-intl';
import { Price } from '@/components/product/price';
import { buttonStyle } from '@/components/ui/button';
import { MessageCircle } from '@/components/ui/icons/product-icons';
import type { ProductView } from '@/lib/marketplace/product-view.schema';

/** Wide enough for a column of a phone, small enough to be kept sixty times. */
const WIDTH = 480;

/** A saved product with all that one needs of it when its page cannot be reached. Stands without scripts. */
export function KeptProduct({ product, chatUrl }: { product: ProductView; chatUrl: string }) {
  const words = useTranslations('market');
  const { productId, title, seller, description, imagePlaceholder, imageWidth, imageHeight } = product;
  const picture = smallPicture(product);
  const placeholder = imagePlaceholder?.startsWith('data:image/') ? `url("${imagePlaceholder}")` : undefined;
  return (
    <li
      id={`saved-${productId}`}
      className="flex scroll-mt-4 flex-col gap-2 rounded-xl target:outline-2 target:outline-accent"
    >
      {picture === null ? null : (
        // biome-ignore lint/performance/noImgElement: kept by public/sw.js under this address, which says what it is of
        <img
          src={`/offline/pictures/${productId}?from=${encodeURIComponent(picture)}`}
          alt=""
          width={imageWidth ?? undefined}
          height={imageHeight ?? undefined}
          style={{ backgroundImage: placeholder }}
          className="aspect-square w-full rounded-lg bg-sunken bg-cover bg-center object-contain"
        />
      )}
      <h2 dir="auto" className="text-lg leading-snug font-semibold [overflow-wrap:anywhere]">
        {title}
      </h2>
      <p>
        <Price price={product.price} />
      </p>
      {seller.name === null ? null : <bdi className="text-sm text-ink-soft">{seller.name}</bdi>}
      {description === null ? null : (
        <details className="text-[0.9375rem]">
          <summary className="min-h-11 content-center font-medium">{words('offline.kept.description')}</summary>
          <p dir="auto" className="whitespace-pre-line [overflow-wrap:anywhere]">
            {description}
          </p>
        </details>
      )}
      <a
        href={chatUrl}
        rel="noopener noreferrer nofollow"
        className={buttonStyle({ look: 'quiet', className: 'mt-auto' })}
      >
        <MessageCircle aria-hidden />
        {words('productPage.chat')}
      </a>
    </li>
  );
}

/** The smallest copy that is wide enough, as WebP, which every browser with service workers shows. */
function smallPicture({ pictureSources, imageUrl }: ProductView): string | null {
  const copies = pictureSources.filter(({ type, width }) => type === 'image/webp' && width >= WIDTH);
  const [smallest] = copies.sort((a, b) => a.width - b.width);
  return smallest?.url ?? imageUrl;
}
