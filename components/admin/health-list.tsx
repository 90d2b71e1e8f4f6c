import { CircleCheck, CircleX } from 'lucide-react';
import { RelativeTime } from '@/components/time/relative-time';
import type { Health } from '@/lib/operations/overview.schema';

const NAMES: Record<string, string> = {
  database: 'PostgreSQL',
  vectors: 'Vector index',
  objects: 'Picture store',
  disk: 'Disk',
  worker: 'Worker',
  inngest: 'Inngest',
};

/** What the web process needs: whether it answers, since when, and what it said last when it did not. */
export function HealthList({ ready, health }: { ready: boolean; health: Health[] }) {
  return (
    <section aria-labelledby="dependencies">
      <h2 id="dependencies" className="mb-2 text-base font-semibold">
        {ready ? 'Everything answers' : 'Something does not answer'}
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {health.map(({ name, ok, since, message, lastError }) => (
          <li key={name} className="flex gap-2.5 px-4 py-2.5">
            {ok ? (
              <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-good" />
            ) : (
              <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
            )}
            <div className="min-w-0">
              <p>
                <span className="font-medium">{NAMES[name] ?? name}</span>{' '}
                <span className="text-sm text-ink-soft">
                  {ok ? 'answers' : 'does not answer'}, as seen since <RelativeTime at={since} />
                </span>
              </p>
              {message ? <p className="text-sm text-bad [overflow-wrap:anywhere]">{message}</p> : null}
              {ok && lastError ? (
                <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">
                  Last error <RelativeTime at={lastError.at} />: {lastError.message}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
