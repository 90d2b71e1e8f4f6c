import Link from 'next/link';
import { buttonStyle } from '@/components/ui/button';

/** Newer and older, as plain links. */
export function Pager({ newer, older }: { newer: string | null; older: string | null }) {
  if (!newer && !older) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex gap-3">
      {newer ? (
        <Link href={newer} prefetch={false} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
          Newer
        </Link>
      ) : null}
      {older ? (
        <Link href={older} prefetch={false} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
          Older
        </Link>
      ) : null}
    </nav>
  );
}
