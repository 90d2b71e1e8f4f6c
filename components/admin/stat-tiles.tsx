import Link from 'next/link';
import { cn } from '@/components/ui/cn';

interface Tile {
  label: string;
  value: number;
  href?: string;
  tone?: 'warn' | 'bad';
}

const number = new Intl.NumberFormat('en-KE');

export function StatTiles({ tiles }: { tiles: Tile[] }) {
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
      {tiles.map(({ label, value, href, tone }) => (
        <li
          key={label}
          className="relative rounded-lg border border-line bg-surface px-4 py-3 has-[a:hover]:border-line-strong"
        >
          <p
            className={cn(
              'tabular font-display text-2xl font-semibold',
              tone === 'warn' && 'text-warn',
              tone === 'bad' && 'text-bad',
            )}
          >
            {number.format(value)}
          </p>
          <p className="text-sm text-ink-soft">
            {href ? (
              <Link href={href} prefetch={false} className="after:absolute after:inset-0">
                {label}
              </Link>
            ) : (
              label
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
