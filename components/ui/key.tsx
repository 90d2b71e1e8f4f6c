import type { ReactNode } from 'react';

/** A key on the keyboard; not shown where there is none. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <kbd
      aria-hidden
      className="hidden min-w-5 rounded-sm border border-current/30 px-1 text-center font-sans text-[0.6875rem]
        leading-[1.125rem] font-medium opacity-80 pointer-fine:inline-block"
    >
      {children}
    </kbd>
  );
}
