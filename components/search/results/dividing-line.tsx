import type { ReactNode } from 'react';

/** Sets what follows apart from what was before, and says why. */
export function DividingLine({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div className="my-6 flex items-center gap-4 text-sm text-ink-soft">
      <span aria-hidden className="h-px flex-1 bg-line-strong" />
      <h2 id={id} className="font-sans font-normal">
        {children}
      </h2>
      <span aria-hidden className="h-px flex-1 bg-line-strong" />
    </div>
  );
}
