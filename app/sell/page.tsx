import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { contact, whatsappOrigin } from '@/app/wiring/process';
import { PasteForm } from '@/components/sell/paste-form';
import { PASTE_LIMITS } from '@/lib/catalog/refusals';
import { HeldShops } from './held-shops';

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('sell');
  return { title: words('title'), description: words('description') };
}

const STEPS = ['paste', 'check', 'chat'] as const;
const strong = { b: (text: ReactNode) => <b className="font-medium text-ink">{text}</b> };

export default async function SellPage({ searchParams }: { searchParams: PageSearchParams }) {
  const params = new Map(await searchParamEntries(searchParams));
  return (
    <>
      <HeldShops cursor={params.get('shops')} />
      <Onboarding given={params.get('text') ?? ''} />
    </>
  );
}

/** `given`: shared with Soko by another app (app/share). */
function Onboarding({ given }: { given: string }) {
  const words = useTranslations('sell');
  return (
    <div className="grid gap-10 pt-8 sm:pt-14 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)] lg:gap-16">
      <div>
        <h1 className="max-w-[16ch] text-[2rem] leading-[1.06] font-bold tracking-tight sm:text-5xl">
          {words('headline')}
        </h1>
        <p className="mt-3 mb-7 max-w-prose text-ink-soft text-pretty sm:text-lg">{words('lead')}</p>
        <PasteForm whatsappOrigin={whatsappOrigin()} limits={PASTE_LIMITS} contact={contact()} given={given} />
      </div>
      <aside className="flex flex-col gap-8 lg:pt-2">
        <section aria-labelledby="how" className="overflow-hidden rounded-2xl border border-line bg-surface">
          <div aria-hidden className="kitenge kitenge-edge" />
          <div className="p-6 pt-4">
            <h2 id="how" className="text-xl font-semibold">
              {words('how.title')}
            </h2>
            <ol className="mt-4 flex flex-col gap-5">
              {STEPS.map((step, index) => (
                <li key={step} className="flex gap-4">
                  <span
                    aria-hidden
                    className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-display
                      font-bold text-accent-strong"
                  >
                    {index + 1}
                  </span>
                  <div>
                    <h3 className="font-sans font-semibold">{words(`how.${step}.title`)}</h3>
                    <p className="text-[0.9375rem] text-ink-soft text-pretty">{words(`how.${step}.text`)}</p>
                  </div>
                </li>
              ))}
            </ol>
          </div>
        </section>
        <section aria-labelledby="where" className="px-1">
          <h2 id="where" className="text-lg font-semibold">
            {words('where.title')}
          </h2>
          <ol
            className="mt-2 flex list-decimal flex-col gap-1.5 pl-5 text-[0.9375rem] text-ink-soft
              marker:text-ink-faint"
          >
            <li>{words('where.open')}</li>
            <li>{words.rich('where.go', strong)}</li>
            <li>{words.rich('where.share', strong)}</li>
          </ol>
        </section>
      </aside>
    </div>
  );
}
