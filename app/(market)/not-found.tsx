import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  return (
    <EmptyState
      as="h1"
      title="It’s no longer on the shelf"
      action={
        <a href="/" className={buttonStyle()}>
          See what’s new
        </a>
      }
    >
      The seller has taken it down, or the link is not complete. Something close to it may be a photo away.
    </EmptyState>
  );
}
