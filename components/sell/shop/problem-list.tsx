import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import { isProblem } from '@/lib/quality/problems.schema';
import type { Severity, ShopProblem } from '@/lib/sellers/read-shop';
import { isCause, isShortcoming, shopPath, type Why } from '@/lib/sellers/shop-query.schema';

const TONES: Record<Severity, Tone> = { not_shown: 'bad', limited: 'warn', to_improve: 'neutral' };

interface ProblemListProps {
  sellerId: string;
  problems: ShopProblem[];
}

/** Problems by their cause, what hides most first: what each does, and what helps. */
export function ProblemList({ sellerId, problems }: ProblemListProps) {
  const words = useTranslations('shop');
  const textOf = useWhyText();
  return (
    <section aria-labelledby="problems" className="mt-8">
      <h2 id="problems" className="text-xl font-semibold tracking-tight">
        {words('problems.title')}
      </h2>
      {problems.length === 0 ? <p className="mt-2 text-ink-soft">{words('problems.none')}</p> : null}
      <ul className="mt-3 divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface empty:hidden">
        {problems.map(({ why, severity, products }) => {
          const { title, effect, remedy } = textOf(why);
          return (
            <li
              key={why}
              className="grid gap-x-4 gap-y-1.5 px-4 py-3 sm:grid-cols-[7rem_minmax(0,1fr)_auto] sm:items-center"
            >
              <div>
                <Badge tone={TONES[severity]}>{words(`severity.${severity}`)}</Badge>
              </div>
              <div className="min-w-0">
                <p className="font-medium">
                  <span className="first-letter:uppercase inline-block">{title}</span>
                  <span className="tabular font-normal text-ink-soft">
                    {' · '}
                    {words('problems.products', { count: products })}
                  </span>
                </p>
                <p className="text-sm text-ink-soft text-pretty">
                  {effect} <span className="font-medium text-ink">{remedy}</span>
                </p>
              </div>
              <Link
                href={`${shopPath(sellerId, { why })}#products`}
                className={buttonStyle({ look: 'quiet', size: 'sm', className: 'justify-self-start' })}
              >
                {words('problems.show')}
                <span className="sr-only">: {title}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface WhyText {
  title: string;
  effect: string;
  remedy: string;
}

/** What holds a product back, in the words of whoever sells it. */
export function useWhyText(): (why: Why) => WhyText {
  const words = useTranslations('shop.why');
  const sell = useTranslations('sell');
  return (why) => {
    if (isShortcoming(why))
      return { title: words(`${why}.title`), effect: words(`${why}.effect`), remedy: words(`${why}.remedy`) };
    if (isCause(why)) {
      const cause = `causes.${why}` as const;
      return { title: sell(`${cause}.title`), effect: sell(`${cause}.means`), remedy: sell(`${cause}.todo`) };
    }
    return {
      title: sell(`problems.${isProblem(why) ? why : 'other'}`),
      effect: words('rejected.effect'),
      remedy: words('rejected.remedy'),
    };
  };
}
