import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { listingInForce } from '@/app/wiring/operations';
import { database, whatsappOrigin } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { ProductFacts } from '@/components/admin/product-facts';
import { ProductState } from '@/components/admin/product-state';
import { ReplayButton } from '@/components/admin/replay-button';
import { StoryList } from '@/components/admin/story-list';
import { buttonStyle } from '@/components/ui/button';
import { productUrl } from '@/lib/catalog/link-path';
import { readActorNames } from '@/lib/operations/actor-names';
import { readAdminProduct } from '@/lib/operations/product-page';
import { readProductStory, readStoryCursor, writeStoryCursor } from '@/lib/operations/product-story';
import { storyWords } from '@/lib/operations/story-words';
import { PRODUCT_ID } from '@/lib/products/ids.schema';

export const metadata: Metadata = { title: 'Product' };

const SHOWN = 50;

interface ProductPageProps {
  params: Promise<{ productId: string }>;
  searchParams: PageSearchParams;
}

export default async function AdminProductPage({ params, searchParams }: ProductPageProps) {
  await requirePageRole('admin');
  const { productId } = await params;
  if (!PRODUCT_ID.test(productId)) notFound();
  const before = readStoryCursor(new Map(await searchParamEntries(searchParams)).get('before'));
  const db = database();
  const [known, story] = await Promise.all([
    listingInForce().then((listing) => readAdminProduct(db, productId, listing)),
    readProductStory(db, { productId, before, limit: SHOWN }),
  ]);
  if (known === null) notFound();
  const names = await readActorNames(
    db,
    story.lines.map(({ actor }) => actor),
  );
  const entries = story.lines.map((line) => {
    const { by, ...words } = storyWords(line);
    const { key, syncRunId } = line;
    return { ...words, key, syncRunId, at: line.at.toISOString(), by: by === null ? null : (names.get(by) ?? by) };
  });
  const { product } = known;
  const path = `/admin/products/${productId}`;
  return (
    <div className="mx-auto grid max-w-[90rem] gap-6 lg:grid-cols-[minmax(0,26rem)_1fr]">
      <div className="flex flex-col gap-4">
        <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{product.title ?? `Product ${productId}`}</h1>
        <ProductState known={known} />
        <div className="flex flex-wrap gap-2">
          <ReplayButton work={{ productIds: [productId] }} label="Read it again" />
          {product.isListed ? (
            <Link href={`/products/${productId}`} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
              On the market
            </Link>
          ) : null}
          <a
            href={productUrl(whatsappOrigin(), productId, product.seller.phone)}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            On WhatsApp
          </a>
          <Link
            href={`/review/products/${productId}`}
            prefetch={false}
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            Decide
          </Link>
          <Link
            href={`/admin/log?${new URLSearchParams({ product: productId })}`}
            prefetch={false}
            className={buttonStyle({ look: 'quiet', size: 'sm' })}
          >
            Its log
          </Link>
        </div>
        <ProductFacts product={product} />
      </div>
      <section aria-labelledby="story">
        <h2 id="story" className="mb-3 text-base font-semibold">
          What happened
        </h2>
        {entries.length > 0 ? <StoryList entries={entries} /> : <p className="text-ink-soft">Nothing yet.</p>}
        <Pager
          newer={before ? path : null}
          older={story.next ? `${path}?${new URLSearchParams({ before: writeStoryCursor(story.next) })}` : null}
        />
      </section>
    </div>
  );
}
