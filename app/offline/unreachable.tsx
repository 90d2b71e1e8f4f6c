import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

interface UnreachableProps {
  picture: ReactNode;
  title: string;
  children: ReactNode;
  again: string;
  saved: string;
}

/** Why a page cannot be shown. It must stand without scripts: none of them is kept. */
export function Unreachable({ picture, title, children, again, saved }: UnreachableProps) {
  return (
    <main className="grid flex-1 place-items-center">
      <div className="flex flex-col items-center">
        <Logo />
        <EmptyState
          as="h1"
          title={title}
          picture={picture}
          className="py-8"
          action={
            <>
              {/* biome-ignore lint/a11y/useValidAnchor: an empty link is the page that was asked for */}
              <a href="" className={buttonStyle()}>
                {again}
              </a>
              <a href="/saved" className={buttonStyle({ look: 'quiet' })}>
                {saved}
              </a>
            </>
          }
        >
          {children}
        </EmptyState>
      </div>
    </main>
  );
}
