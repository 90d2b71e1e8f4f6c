import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { productIdSchema } from '@/app/api/requests';
import { requirePageRole } from '@/app/server/session';
import { readPolicy } from '@/app/wiring/policy';
import { database } from '@/app/wiring/process';
import { DecisionTable } from '@/components/review/decisions/decision-table';
import { FindProduct } from '@/components/review/decisions/find-product';
import { ProductDesk } from '@/components/review/decisions/product-desk';
import { readModeratedProduct } from '@/lib/moderation/read-moderated-product';

export const metadata: Metadata = { title: 'Product' };

interface ProductPageProps {
  params: Promise<{ productId: string }>;
}

/** Any product for a moderator, live or not: what people decided about it, and what can be decided now. */
export default async function ModeratedProductPage({ params }: ProductPageProps) {
  const viewer = await requirePageRole('moderator');
  const productId = productIdSchema.safeParse((await params).productId);
  if (!productId.success) notFound();
  const [product, { texts }] = await Promise.all([
    readModeratedProduct(database(), { productId: productId.data, viewer }),
    readPolicy(),
  ]);
  if (product === null) notFound();
  const { decisions } = product.decisions;
  return (
    <div className="mx-auto max-w-[100rem]">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h1 className="min-w-0 truncate text-xl font-semibold">{product.item.title ?? 'Untitled product'}</h1>
        <FindProduct />
      </div>
      <ProductDesk product={product} policy={{ texts }} userId={viewer.id} />
      <section aria-labelledby="decided" className="mt-6">
        <h2 id="decided" className="mb-2 text-base font-semibold">
          What people decided
        </h2>
        {decisions.length === 0 ? (
          <p className="text-ink-soft">Nobody has decided about it yet.</p>
        ) : (
          <DecisionTable decisions={decisions} label="Decisions about this product" withProduct={false} />
        )}
      </section>
    </div>
  );
}
