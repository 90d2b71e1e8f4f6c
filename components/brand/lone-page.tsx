import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Logo } from './logo';

interface LonePageProps {
  picture: ReactNode;
  title: string;
  children: ReactNode;
  action: ReactNode;
}

/** A page that says one thing, without the market around it. Stands without scripts. */
export function LonePage({ picture, title, children, action }: LonePageProps) {
  return (
    <main className="grid flex-1 place-items-center">
      <div className="flex flex-col items-center">
        <Logo />
        <EmptyState as="h1" title={title} picture={picture} className="py-8" action={action}>
          {children}
        </EmptyState>
      </div>
    </main>
  );
}
