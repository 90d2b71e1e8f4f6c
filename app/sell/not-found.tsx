import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  const words = useTranslations('sell');
  return (
    <EmptyState
      as="h1"
      title={words('notThere.title')}
      action={
        <a href="/sell" className={buttonStyle()}>
          {words('paste.label')}
        </a>
      }
    >
      {words('notThere.text')}
    </EmptyState>
  );
}
