import Link from 'next/link';
import { Logo } from '@/components/brand/logo';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  return (
    <main className="grid flex-1 place-items-center">
      <div className="flex flex-col items-center">
        <Logo />
        <EmptyState
          as="h1"
          title="There is no such page"
          className="py-8"
          action={
            <Link href="/" className={buttonStyle()}>
              Go to the market
            </Link>
          }
        >
          The link may be incomplete or too old.
        </EmptyState>
      </div>
    </main>
  );
}
