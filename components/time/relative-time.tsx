const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-KE', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Africa/Nairobi' });

function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return 'just now';
}

/** How long ago, with the exact time (Nairobi) on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const date = new Date(at);
  return (
    // The server's "now" and the browser's are seconds apart.
    <time dateTime={at} title={exact.format(date)} className={className} suppressHydrationWarning>
      {relativeTime(date, new Date())}
    </time>
  );
}
