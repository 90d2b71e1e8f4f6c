import type { Metadata } from 'next';
import { whatsappOrigin } from '@/app/wiring';
import { PasteForm } from '@/components/sell/paste-form';

export const metadata: Metadata = {
  title: 'Sell on Soko',
  description: 'Paste your WhatsApp catalogue link: shoppers find your products by photo and write to you on WhatsApp.',
};

const STEPS = [
  ['Paste your link', 'Soko reads the products you already have on WhatsApp. There is nothing to fill in.'],
  ['We check each product', 'A quick check of the picture and the text. You see the result for every one.'],
  [
    'Shoppers write to you',
    'They find you by photo and start a chat on WhatsApp. Prices and delivery stay between you.',
  ],
] as const;

export default function SellPage() {
  return (
    <div className="grid gap-10 pt-8 sm:pt-14 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)] lg:gap-16">
      <div>
        <h1 className="max-w-[16ch] text-[2rem] leading-[1.06] font-bold tracking-tight sm:text-5xl">
          Your WhatsApp catalogue, found by photo.
        </h1>
        <p className="mt-3 mb-7 max-w-prose text-ink-soft text-pretty sm:text-lg">
          Free, and you keep selling where you sell today.
        </p>
        <PasteForm whatsappOrigin={whatsappOrigin()} />
      </div>
      <aside className="flex flex-col gap-8 lg:pt-2">
        <section aria-labelledby="how" className="overflow-hidden rounded-2xl border border-line bg-surface">
          <div aria-hidden className="kitenge kitenge-edge" />
          <div className="p-6 pt-4">
            <h2 id="how" className="text-xl font-semibold">
              How it works
            </h2>
            <ol className="mt-4 flex flex-col gap-5">
              {STEPS.map(([title, text], index) => (
                <li key={title} className="flex gap-4">
                  <span
                    aria-hidden
                    className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-display font-bold text-accent-strong"
                  >
                    {index + 1}
                  </span>
                  <div>
                    <h3 className="font-sans font-semibold">{title}</h3>
                    <p className="text-[15px] text-ink-soft text-pretty">{text}</p>
                  </div>
                </li>
              ))}
            </ol>
          </div>
        </section>
        <section aria-labelledby="where" className="px-1">
          <h2 id="where" className="text-lg font-semibold">
            Where is my link?
          </h2>
          <ol className="mt-2 flex list-decimal flex-col gap-1.5 pl-5 text-[15px] text-ink-soft marker:text-ink-faint">
            <li>Open WhatsApp Business.</li>
            <li>
              Go to <b className="font-medium text-ink">Settings › Business tools › Catalogue</b>.
            </li>
            <li>
              Tap <b className="font-medium text-ink">Share</b> (or{' '}
              <b className="font-medium text-ink">⋮ › Send catalogue link</b>) and copy the link.
            </li>
          </ol>
        </section>
      </aside>
    </div>
  );
}
