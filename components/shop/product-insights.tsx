import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { COUNTED, type ShopInsights } from '@/lib/insights/shop-insights.schema';
import { DayBars } from './day-bars';

/** How shoppers came upon a shop's products in the last 30 days: the shop's, by day, and each product's. */
export function ProductInsights({ insights }: { insights: ShopInsights }) {
  const words = useTranslations('insights');
  const format = useFormatter();
  const { totals, days, products, more } = insights;
  const isEmpty = COUNTED.every((what) => totals[what] === 0);
  return (
    <section aria-labelledby="insights">
      <h2 id="insights" className="text-xl font-semibold">
        {words('title')}
      </h2>
      <p className="mt-1 text-[0.9375rem] text-ink-soft text-pretty">{words(isEmpty ? 'none' : 'lead')}</p>
      {isEmpty ? null : (
        <>
          <ul className="mt-4 grid gap-3 sm:grid-cols-3">
            {COUNTED.map((what) => (
              <li key={what} className="rounded-xl border border-line bg-surface p-4">
                <p className="font-medium">{words(what)}</p>
                <p className="text-3xl font-semibold tabular-nums">{format.number(totals[what])}</p>
                <p className="text-sm text-ink-soft">{words(`${what}Mean`)}</p>
                <DayBars
                  label={words(what)}
                  days={days.map(({ day }) => day)}
                  counts={days.map((day) => day[what])}
                  className="mt-2 h-12 w-full"
                />
              </li>
            ))}
          </ul>
          <ByProduct products={products} more={more} days={days.map(({ day }) => day)} />
        </>
      )}
    </section>
  );
}

interface ByProductProps extends Pick<ShopInsights, 'products' | 'more'> {
  days: string[];
}

function ByProduct({ products, more, days }: ByProductProps) {
  const words = useTranslations('insights');
  const format = useFormatter();
  return (
    <details className="mt-3 rounded-xl border border-line bg-surface">
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-medium">{words('products')}</summary>
      <div className="overflow-x-auto px-4 pb-3">
        <table className="w-full text-[0.9375rem]">
          <thead className="text-left text-sm text-ink-soft">
            <tr>
              <th scope="col" className="py-1.5 font-medium">
                {words('product')}
              </th>
              {COUNTED.map((what) => (
                <th key={what} scope="col" className="py-1.5 pl-3 text-right font-medium">
                  {words(what)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {products.map(({ productId, title, viewsByDay, ...counts }) => (
              <tr key={productId} className="border-t border-line">
                <th scope="row" className="py-1.5 text-left font-normal [overflow-wrap:anywhere]">
                  <Link href={`/products/${productId}`} prefetch={false} dir="auto" className="hover:underline">
                    {title ?? words('untitled', { id: productId })}
                  </Link>
                  <DayBars
                    label={words('views')}
                    days={days}
                    counts={viewsByDay}
                    className="mt-1 h-4 w-full max-w-48"
                  />
                </th>
                {COUNTED.map((what) => (
                  <td key={what} className="py-1.5 pl-3 text-right tabular-nums">
                    {format.number(counts[what])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {more ? <p className="mt-2 text-sm text-ink-soft">{words('onlyFirst', { count: products.length })}</p> : null}
      </div>
    </details>
  );
}
