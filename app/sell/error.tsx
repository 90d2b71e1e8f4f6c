'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function SellError({ reset }: { reset: () => void }) {
  const words = useTranslations('shell');
  return (
    <EmptyState as="h1" title={words('error.title')} action={<Button onClick={reset}>{words('tryAgain')}</Button>}>
      {words('error.text')}
    </EmptyState>
  );
}
