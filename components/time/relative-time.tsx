import { useLocale, useTranslations } from 'next-intl';
import { FORMAT_LOCALES, type Language } from '@/lib/language/languages.schema';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const EXACT = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Africa/Nairobi' } as const;

/** In words; null for less than a minute. */
function relativeTime(at: Date, now: Date, language: Language): string | null {
  const words = new Intl.RelativeTimeFormat(FORMAT_LOCALES[language], { numeric: 'auto' });
  const seconds = (at.getTime() - now.getTime()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return null;
}

/** How long ago, with the exact time (Nairobi) on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const date = new Date(at);
  const language = useLocale();
  const words = useTranslations('shell');
  const exact = new Intl.DateTimeFormat(FORMAT_LOCALES[language], EXACT).format(date);
  return (
    // The server's "now" and the browser's are seconds apart.
    <time dateTime={at} title={exact} className={className} suppressHydrationWarning>
      {relativeTime(date, new Date(), language) ?? words('justNow')}
    </time>
  );
}
