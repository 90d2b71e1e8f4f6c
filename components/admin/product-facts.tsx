import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import type { ProductFacts as Facts } from '@/lib/operations/product-page';
import { FactList } from './fact-list';

/** What the row says. */
export function ProductFacts({ product }: { product: Facts }) {
  const { seller, imageUrl, s3ImageUrl, imageExpiresAt } = product;
  const shown = s3ImageUrl ?? imageUrl;
  const when = (at: Date | null) => (at ? <RelativeTime at={at.toISOString()} /> : 'never');
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      {shown ? (
        // biome-ignore lint/performance/noImgElement: as it is, from whichever store
        <img src={shown} alt="" className="max-h-72 rounded-md bg-sunken object-contain" />
      ) : null}
      {product.description ? <p className="text-sm whitespace-pre-line">{product.description}</p> : null}
      <FactList
        facts={[
          { name: 'Number', value: product.productId },
          {
            name: 'Seller',
            value: (
              <Link href={`/admin/sellers/${seller.id}`} prefetch={false} className="underline">
                {seller.displayName ?? seller.name ?? seller.phone}
              </Link>
            ),
          },
          { name: 'Price', value: priceText(product) },
          { name: 'Category', value: product.category ?? 'none' },
          { name: 'Review', value: product.qcStatus },
          { name: 'Picture', value: pictureText({ s3ImageUrl, imageUrl }) },
          ...(imageExpiresAt && !s3ImageUrl ? [{ name: 'Link dies', value: when(imageExpiresAt) }] : []),
          { name: 'Found', value: when(product.createdAt) },
          { name: 'Read', value: when(product.lastHydratedAt) },
          { name: 'Last tried', value: when(product.hydrateAttemptAt) },
          ...(product.missingSince ? [{ name: 'Gone since', value: when(product.missingSince) }] : []),
          { name: 'Vector', value: vectorText(product) },
        ]}
      />
    </div>
  );
}

/** Of the content it has now, in each model's space. */
const vectorText = ({ embeddings, contentHash }: Pick<Facts, 'embeddings' | 'contentHash'>): string =>
  embeddings
    .filter((made) => made.contentHash === contentHash)
    .map((made) => made.space)
    .join(', ') || 'none';

const pictureText = ({ s3ImageUrl, imageUrl }: Pick<Facts, 's3ImageUrl' | 'imageUrl'>): string => {
  if (s3ImageUrl) return 'stored by us';
  return imageUrl ? 'WhatsApp’s link' : 'none';
};

function priceText({ priceAmount, priceCurrency, priceText: written }: Facts): string {
  if (priceAmount === null) return 'none';
  const read = `${priceCurrency ?? ''} ${Number(priceAmount).toLocaleString('en')}`.trim();
  return written ? `${read} (written “${written}”)` : read;
}
