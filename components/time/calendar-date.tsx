import { useLocale } from 'next-intl';
import { FORMAT_LOCALES } from '@/lib/language/languages.schema';

const FORMATS = { day: { dateStyle: 'medium' }, month: { month: 'short', year: 'numeric' } } as const;

/** A day of the calendar, or its month, as Nairobi counts them. */
export function CalendarDate({ at, to = 'day' }: { at: string; to?: keyof typeof FORMATS }) {
  const format = new Intl.DateTimeFormat(FORMAT_LOCALES[useLocale()], { ...FORMATS[to], timeZone: 'Africa/Nairobi' });
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {format.format(new Date(at))}
    </time>
  );
}
