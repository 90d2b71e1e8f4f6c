interface Bar {
  label: string;
  value: number;
}

interface BarChartProps {
  /** What is drawn, in a sentence: for who does not see it. */
  summary: string;
  bars: Bar[];
  unit: string;
}

const WIDTH = 960;
const HEIGHT = 120;
const GAP = 2;

/** Plain SVG; each bar says its figure on hover, and the same stands in a table below. */
export function BarChart({ summary, bars, unit }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const width = WIDTH / Math.max(1, bars.length);
  return (
    <figure className="rounded-lg border border-line bg-surface p-4">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={summary}
        className="h-32 w-full"
        preserveAspectRatio="none"
      >
        {bars.map(({ label, value }, at) => (
          <g key={label}>
            <title>{`${label}: ${value} ${unit}`}</title>
            <rect x={at * width} y={0} width={width} height={HEIGHT} className="fill-transparent hover:fill-sunken" />
            <rect
              x={at * width + GAP / 2}
              y={HEIGHT - (value / most) * HEIGHT}
              width={Math.max(1, width - GAP)}
              height={(value / most) * HEIGHT}
              className="pointer-events-none fill-accent"
            />
          </g>
        ))}
      </svg>
      <figcaption className="tabular mt-2 flex justify-between text-xs text-ink-soft">
        <span>{bars[0]?.label}</span>
        <span>
          at most {most} {unit}
        </span>
        <span>{bars.at(-1)?.label}</span>
      </figcaption>
      <details className="mt-2 text-sm">
        <summary className="text-ink-soft">As a table</summary>
        <table className="tabular mt-2">
          <tbody>
            {bars.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row" className="pr-6 text-left font-normal text-ink-soft">
                  {label}
                </th>
                <td className="text-right">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
