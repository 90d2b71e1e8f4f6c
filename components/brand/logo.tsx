import { cn } from '@/components/ui/cn';

/** Mark and wordmark: a stall's awning over the round of a basket, as in a kitenge fan. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2', className)}>
      <LogoMark className="size-7" />
      <span className="font-display text-[1.4rem] leading-none font-bold tracking-tight">soko</span>
    </span>
  );
}

export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('text-accent', className)}>
      <title>Soko</title>
      <path
        fill="currentColor"
        d="M3 5.5A2.5 2.5 0 0 1 5.5 3h21A2.5 2.5 0 0 1 29 5.5V12a4.33 4.33 0 0 1-8.67 0
          4.33 4.33 0 0 1-8.66 0A4.33 4.33 0 0 1 3 12z"
      />
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        d="M5 19.5a11 11 0 0 0 22 0M11 20a5 5 0 0 0 10 0"
      />
    </svg>
  );
}
