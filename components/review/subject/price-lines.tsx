import type { ReviewContext } from '@/lib/moderation/review-context/review-context.schema';
import { Section } from './section';

type Money = { amount: number; currency: string | null } | null;

/** A price by everybody who read it, where there is anything to compare. */
export function PriceLines({ price }: { price: ReviewContext['price'] }) {
  const lines: [string, Money][] = [
    ['Shoppers are told', price.carried],
    ['Read on the page', price.read],
    ['Read by the model', price.said],
    ['Corrected by the seller', price.corrected],
  ];
  const known = lines.filter(([, money]) => money !== null);
  if (price.written === null && known.length === 0) return null;
  const differ = new Set(known.map(([, money]) => money?.amount)).size > 1;
  return (
    <Section id="price" title={differ ? 'Price: read in more than one way' : 'Price'}>
      <dl className="tabular grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-sm">
        <dt className="text-ink-soft">As written</dt>
        <dd className="[overflow-wrap:anywhere]">{price.written ?? 'not written'}</dd>
        {known.map(([label, money]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className={differ ? 'font-semibold text-warn' : undefined}>{inWords(money)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

const inWords = (money: Money): string =>
  money === null ? '' : `${money.currency ?? ''} ${money.amount.toLocaleString('en-KE')}`.trim();
