import type { ReactNode } from 'react';

interface PlainPageProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** A page of words: what Soko keeps, what holds, whom to write to. */
export function PlainPage({ title, lead, children }: PlainPageProps) {
  return (
    <article className="mx-auto max-w-2xl pt-8 pb-4 sm:pt-12">
      <h1 className="text-3xl font-bold tracking-tight sm:text-4xl">{title}</h1>
      <p className="mt-3 text-lg text-ink-soft text-pretty">{lead}</p>
      <div className="mt-8 flex flex-col gap-7">{children}</div>
    </article>
  );
}

export function PlainSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
      <div className="mt-1.5 leading-relaxed text-pretty [overflow-wrap:anywhere]">{children}</div>
    </section>
  );
}
