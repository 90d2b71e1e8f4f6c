import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  return (
    <EmptyState
      as="h1"
      title="There is nothing under this link"
      action={
        <a href="/sell" className={buttonStyle()}>
          Paste your catalogue link
        </a>
      }
    >
      It may be incomplete. Paste your catalogue link again: what is already on Soko stays there.
    </EmptyState>
  );
}
