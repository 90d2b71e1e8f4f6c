import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';

interface DayBarsProps {
  /** What is counted, in words. */
  label: string;
  days: string[];
  /** Of each of the days. */
  counts: number[];
  className?: string;
}

const BAR = 8;
const GAP = 3;
const HEIGHT = 48;
/** A day without any is still a day. */
const LEAST = 1.5;

/** A count by day as bars, one shape for all of them; the best day in words, for those who do not see it, too. */
export function DayBars({ label, days, counts, className }: DayBarsProps) {
  const words = useTranslations('insights');
  const format = useFormatter();
  const most = Math.max(...counts);
  const best = days[counts.indexOf(most)] ?? '';
  const scale = HEIGHT / Math.max(1, most);
  const bars = counts.map((count, i) => barOf(i, Math.max(LEAST, count * scale)));
  const day = format.dateTime(new Date(`${best}T12:00:00Z`), { day: 'numeric', month: 'short' });
  const told = most === 0 ? format.number(0) : words('most', { count: format.number(most), day });
  const said = `${words('byDay', { what: label })}: ${told}`;
  return (
    <svg
      role="img"
      aria-label={said}
      viewBox={`0 0 ${counts.length * (BAR + GAP) - GAP} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn('fill-accent', className)}
    >
      <title>{said}</title>
      <path d={bars.join('')} />
    </svg>
  );
}

function barOf(nth: number, height: number): string {
  const tall = Math.round(height * 10) / 10;
  return `M${nth * (BAR + GAP)} ${HEIGHT}v-${tall}h${BAR}v${tall}z`;
}
