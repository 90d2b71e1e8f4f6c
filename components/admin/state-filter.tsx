import Link from 'next/link';
import { cn } from '@/components/ui/cn';

interface StateFilterProps {
  states: string[];
  current: string | undefined;
  path: string;
  name?: string;
}

export function StateFilter({ states, current, path, name = 'state' }: StateFilterProps) {
  return (
    <nav aria-label="Filter" className="flex flex-wrap gap-1">
      {[undefined, ...states].map((state) => (
        <Link
          key={state ?? 'all'}
          href={state ? `${path}?${name}=${state}` : path}
          prefetch={false}
          aria-current={state === current ? 'true' : undefined}
          className={cn(
            'rounded-full px-3 py-1 text-sm capitalize',
            state === current ? 'bg-ink text-paper' : 'text-ink-soft hover:bg-sunken',
          )}
        >
          {state?.replaceAll('_', ' ') ?? 'all'}
        </Link>
      ))}
    </nav>
  );
}
