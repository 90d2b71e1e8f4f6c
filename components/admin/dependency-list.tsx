import { CircleCheck, CircleX } from 'lucide-react';

type Check = { ok: true } | { ok: false; message: string };

const NAMES: Record<string, string> = {
  database: 'PostgreSQL',
  vectors: 'Vector index',
  objects: 'Picture store',
  disk: 'Disk',
  worker: 'Worker',
  inngest: 'Inngest',
};

/** What the web process needs, and whether it answers. */
export function DependencyList({ ready, checks }: { ready: boolean; checks: Record<string, Check> }) {
  return (
    <section aria-labelledby="dependencies">
      <h2 id="dependencies" className="mb-2 text-base font-semibold">
        {ready ? 'Everything answers' : 'Something does not answer'}
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
        {Object.entries(checks).map(([name, check]) => (
          <li key={name} className="flex gap-2.5 rounded-lg border border-line bg-surface px-3 py-2.5">
            {check.ok ? (
              <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-good" />
            ) : (
              <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
            )}
            <div className="min-w-0">
              <p className="font-medium">{NAMES[name] ?? name}</p>
              <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{check.ok ? 'Answers' : check.message}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
