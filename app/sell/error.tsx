'use client';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function SellError({ reset }: { reset: () => void }) {
  return (
    <EmptyState as="h1" title="This page could not be loaded" action={<Button onClick={reset}>Try again</Button>}>
      Something went wrong on our side. Nothing you did is lost.
    </EmptyState>
  );
}
