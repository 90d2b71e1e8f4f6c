import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { STANDINGS } from '@/lib/products/standing.schema';
import type { ShopView } from '@/lib/sellers/read-shop';
import type { ShopProductPage } from '@/lib/sellers/shop-products';
import { type ShopQuery, shopPath } from '@/lib/sellers/shop-query.schema';
import { useWhyText } from './problem-list';
import { ShopProductRow } from './shop-product-row';

interface ShopProductListProps {
  shop: Pick<ShopView, 'sellerId' | 'counts' | 'total'>;
  page: ShopProductPage;
  query: ShopQuery;
  owner: boolean;
  /** What a form of one product came to, by its codes. */
  told: { product: string | undefined; done: string | undefined };
}

/** Every product with how it stands; which are shown is in the address. */
export function ShopProductList({ shop, page, query, owner, told }: ShopProductListProps) {
  const words = useTranslations('shop.products');
  const sell = useTranslations('sell.standings');
  const textOf = useWhyText();
  const { sellerId, counts, total } = shop;
  const [, back = ''] = shopPath(sellerId, query).split('?');
  const narrowed = query.state !== undefined || query.why !== undefined;
  return (
    <section aria-labelledby="products" className="mt-10 scroll-mt-4">
      <h2 id="products" className="text-xl font-semibold tracking-tight">
        {words('title')}
      </h2>
      {total > 0 ? (
        <ul
          className="mt-3 flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:[scrollbar-width:none]
            sm:flex-wrap"
        >
          <Chip href={shopPath(sellerId)} on={!narrowed} label={words('all')} count={total} />
          {STANDINGS.flatMap((state) => {
            const count = counts[state] ?? 0;
            const on = query.state === state;
            if (count === 0 && !on) return [];
            return [
              <Chip key={state} href={shopPath(sellerId, { state })} on={on} label={sell(state)} count={count} />,
            ];
          })}
        </ul>
      ) : null}
      {query.why ? <p className="mt-3 text-ink-soft">{words('only', { what: textOf(query.why).title })}</p> : null}
      {page.products.length > 0 ? (
        <ul className="mt-4 divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
          {page.products.map((product) => (
            <ShopProductRow
              key={product.productId}
              sellerId={sellerId}
              product={product}
              owner={owner}
              back={back}
              done={told.product === product.productId ? told.done : undefined}
            />
          ))}
        </ul>
      ) : (
        <p className="mt-4 rounded-xl border border-line bg-surface px-4 py-6 text-ink-soft">
          {total === 0 ? words('none') : words('noneHere')}{' '}
          {total > 0 ? (
            <Link href={`${shopPath(sellerId)}#products`} className="font-medium text-ink underline">
              {words('showAll')}
            </Link>
          ) : null}
        </p>
      )}
      <nav className="mt-4 flex flex-wrap justify-center gap-3 empty:hidden">
        {query.after ? (
          <Link
            href={`${shopPath(sellerId, { ...query, after: undefined })}#products`}
            className={buttonStyle({ look: 'ghost' })}
          >
            {words('first')}
          </Link>
        ) : null}
        {page.next ? (
          <Link
            href={`${shopPath(sellerId, { ...query, after: page.next })}#products`}
            className={buttonStyle({ look: 'quiet' })}
          >
            {words('more')}
          </Link>
        ) : null}
      </nav>
    </section>
  );
}

function Chip({ href, on, label, count }: { href: string; on: boolean; label: string; count: number }) {
  return (
    <li>
      <Link
        href={`${href}#products`}
        aria-current={on ? 'true' : undefined}
        className={cn(
          'flex h-10 items-center gap-2 whitespace-nowrap rounded-full border px-4 text-[0.9375rem]',
          on ? 'border-ink bg-ink text-paper' : 'border-line-strong bg-surface hover:border-ink-faint hover:bg-sunken',
        )}
      >
        {label}
        <span className="tabular font-semibold">{count}</span>
      </Link>
    </li>
  );
}
