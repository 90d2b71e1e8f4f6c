import type { Cost, Overview } from '@/lib/operations/overview.schema';
import { FactList } from './fact-list';

const number = new Intl.NumberFormat('en-KE', { maximumFractionDigits: 1 });

/** What 1,000 products cost, as counted by the workers, and links that are about to die. */
export function CostPanel({ cost, expiring }: { cost: Cost; expiring: Overview['expiring'] }) {
  const { hours, products, retries, per1000 } = cost;
  return (
    <section aria-labelledby="cost" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 id="cost" className="text-base font-semibold">
        Cost per 1,000 products read
      </h2>
      {per1000 ? (
        <FactList
          facts={[
            { name: 'Fetches', value: number.format(per1000.fetches) },
            { name: 'Read', value: `${number.format(per1000.megabytes)} MB` },
            { name: 'Model', value: `${number.format(per1000.modelSeconds)} s` },
            { name: 'Reviews', value: number.format(per1000.reviews) },
            {
              name: 'Tokens',
              value: `${number.format(per1000.tokensIn)} in · ${number.format(per1000.tokensOut)} out`,
            },
          ]}
        />
      ) : (
        <p className="text-sm text-ink-soft">No product was read in the last {hours} hours.</p>
      )}
      <p className="text-sm text-ink-soft">
        Counted over {number.format(products)} products of the last {hours} hours; {number.format(retries)} attempts
        were put off and made again.
      </p>
      <h3 className="text-sm font-semibold">Links about to die</h3>
      <p className="text-sm text-ink-soft">
        {number.format(expiring.within24h)} live products have only a link that dies within a day;{' '}
        {number.format(expiring.expired)} links have died. The heartbeat renews them.
      </p>
    </section>
  );
}
