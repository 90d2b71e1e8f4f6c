import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** What came of a link in a mail. */
export function LinkOutcome({ outcome }: { outcome: 'confirmed' | 'unsubscribed' | 'old' }) {
  const words = useTranslations('notices.link');
  return (
    <EmptyState
      as="h1"
      title={words(outcome)}
      action={
        <Link href="/sell" className={buttonStyle({ look: 'quiet' })}>
          {words('shop')}
        </Link>
      }
    >
      {words(`${outcome}Text`)}
    </EmptyState>
  );
}
