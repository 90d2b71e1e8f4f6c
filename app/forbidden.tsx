import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function Forbidden() {
  return (
    <main className="grid flex-1 place-items-center">
      <EmptyState
        as="h1"
        title="This page is not yours to open"
        action={
          <>
            <a href="/review" className={buttonStyle()}>
              Go to the review queue
            </a>
            <a href="/" className={buttonStyle({ look: 'quiet' })}>
              Go to the market
            </a>
          </>
        }
      >
        Your account does not have the role it needs. Ask an admin if you should have it.
      </EmptyState>
    </main>
  );
}
