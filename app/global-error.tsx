'use client';

import './globals.css';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center">
        <EmptyState as="h1" title="Soko could not be loaded" action={<Button onClick={reset}>Try again</Button>}>
          Something went wrong on our side. Please try again in a moment.
        </EmptyState>
      </body>
    </html>
  );
}
