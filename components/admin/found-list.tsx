import type { ReactNode } from 'react';

/** One kind of what was found; nothing where nothing was. */
export function FoundList({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <h2 className="mb-1 text-base font-semibold">
        {title} <span className="tabular font-normal text-ink-faint">{count}</span>
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface px-4">{children}</ul>
    </section>
  );
}
