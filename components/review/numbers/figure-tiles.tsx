export interface Figure {
  label: string;
  value: string;
  /** What it is made of. */
  hint: string;
}

/** A few figures to read at a glance, each with what it is made of. */
export function FigureTiles({ figures }: { figures: Figure[] }) {
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">
      {figures.map(({ label, value, hint }) => (
        <div key={label} className="flex flex-col rounded-lg border border-line bg-surface px-4 py-3">
          <dt className="order-2 text-sm font-medium">{label}</dt>
          <dd className="tabular order-1 font-display text-2xl font-semibold">{value}</dd>
          <dd className="order-3 text-xs text-ink-soft">{hint}</dd>
        </div>
      ))}
    </dl>
  );
}
