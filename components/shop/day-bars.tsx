import { useFormatter, useTranslations } from 'next-intl';

interface DayBarsProps {
  /** What is counted, in words. */
  label: string;
  days: { day: string; count: number }[];
}

const BAR = 8;
const GAP = 3;
const HEIGHT = 48;
/** A day without any is still a day. */
const LEAST = 1.5;

/** A count by day as bars; for those who do not see them, the best day in words and each day in its title. */
export function DayBars({ label, days }: DayBarsProps) {
  const words = useTranslations('insights');
  const format = useFormatter();
  const named = (day: string) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short' });
  const best = days.reduce((most, day) => (day.count > most.count ? day : most), { day: days[0]?.day ?? '', count: 0 });
  const scale = HEIGHT / Math.max(1, best.count);
  const said = words('most', { count: format.number(best.count), day: named(best.day) });
  return (
    <svg
      role="img"
      aria-label={`${words('byDay', { what: label })}: ${said}`}
      viewBox={`0 0 ${days.length * (BAR + GAP) - GAP} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="mt-2 h-12 w-full"
    >
      {days.map(({ day, count }, i) => {
        const height = Math.max(LEAST, count * scale);
        return (
          <rect
            key={day}
            x={i * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={1}
            className={count === 0 ? 'fill-line-strong' : 'fill-accent'}
          >
            <title>{words('day', { day: named(day), count: format.number(count) })}</title>
          </rect>
        );
      })}
    </svg>
  );
}
