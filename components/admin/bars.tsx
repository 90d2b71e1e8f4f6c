import { cn } from '@/components/ui/cn';

interface BarsProps {
  /** What they count. */
  label: string;
  /** The oldest first, each with its share that went wrong. */
  steps: { at: string; done: number; bad: number }[];
  className?: string;
}

const HEIGHT = 40;
/** Of each step's width. */
const GAP = 0.2;

/** Counts over time as bars; what went wrong stands on top. The numbers are for whoever listens instead of looks. */
export function Bars({ label, steps, className }: BarsProps) {
  const most = Math.max(1, ...steps.map(({ done, bad }) => done + bad));
  const total = steps.reduce((sum, { done }) => sum + done, 0);
  const bad = steps.reduce((sum, step) => sum + step.bad, 0);
  const scale = (count: number) => (count / most) * HEIGHT;
  return (
    <svg
      viewBox={`0 0 ${steps.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${total} in all${bad > 0 ? `, ${bad} failed` : ''}, at most ${most} at once`}
      className={cn('h-10 w-full overflow-visible', className)}
    >
      <line x1="0" x2={steps.length} y1={HEIGHT} y2={HEIGHT} className="stroke-line-strong" strokeWidth="0.5" />
      {steps.map(({ at, done, bad: failed }, index) => (
        <g key={at}>
          <title>{`${at}: ${done}${failed > 0 ? `, ${failed} failed` : ''}`}</title>
          <rect
            x={index + GAP / 2}
            width={1 - GAP}
            y={HEIGHT - scale(done)}
            height={scale(done)}
            className="fill-accent"
          />
          <rect
            x={index + GAP / 2}
            width={1 - GAP}
            y={HEIGHT - scale(done + failed)}
            height={scale(failed)}
            className="fill-bad"
          />
        </g>
      ))}
    </svg>
  );
}
