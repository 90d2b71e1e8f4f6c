import { CirclePause } from 'lucide-react';
import { RelativeTime } from '@/components/time/relative-time';
import type { PausedService } from '@/lib/service-faults/paused-services.schema';
import { TryServiceButton } from './try-service-button';

const NAMES: Record<PausedService['service'], string> = {
  reviewer: 'Reviewer',
  images: 'Picture store',
  vectors: 'Vector index',
  model: 'Embedding model',
};

/** What stands still because a service is set wrongly, full or away, and what to do about it. */
export function PausedServices({ paused }: { paused: PausedService[] }) {
  return (
    <section aria-labelledby="paused" className="rounded-lg border border-warn/25 bg-warn-soft px-4 py-3.5">
      <h2 id="paused" className="text-base font-semibold">
        {paused.length === 1 ? 'One service is paused' : `${paused.length} services are paused`}
      </h2>
      <p className="mt-0.5 max-w-prose text-ink-soft">
        Nothing is lost and nothing is judged. All goes on by itself, within a minute or two of being mended.
      </p>
      <ul className="mt-3 flex flex-col divide-y divide-warn/25">
        {paused.map(({ service, code, message, remedy, since, waiting }) => (
          <li key={service} className="flex gap-3 py-3 last:pb-0 max-sm:flex-wrap">
            <CirclePause aria-hidden className="mt-0.5 size-5 shrink-0 text-warn" />
            <div className="min-w-0 flex-1 max-sm:basis-[calc(100%-2rem)]">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{NAMES[service]}</span>
                <span className="text-sm text-ink-soft">
                  paused <RelativeTime at={since} /> · <span className="tabular">{waitingText(waiting)}</span>
                </span>
              </p>
              <p className="mt-1 [overflow-wrap:anywhere]">
                <q className="whitespace-pre-line">{message}</q> <code className="text-xs text-ink-soft">{code}</code>
              </p>
              <p className="mt-1 text-ink-soft [overflow-wrap:anywhere]">What to do: {remedy}</p>
            </div>
            <div className="shrink-0 self-center max-sm:pl-8">
              <TryServiceButton service={service} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function waitingText(waiting: number): string {
  if (waiting === 0) return 'no product waits yet';
  return waiting === 1 ? '1 product waits' : `${waiting.toLocaleString('en-KE')} products wait`;
}
