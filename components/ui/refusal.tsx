import { cn } from './cn';

/** Why what somebody asked for was not done, beside what they pressed. */
export function Refusal({ error, className }: { error: Error | null; className?: string }) {
  if (error === null) return null;
  return (
    <span role="alert" className={cn('text-sm text-bad', className)}>
      {error.message}
    </span>
  );
}
