import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { reportName } from './names';

/** What shoppers say about a product: how often each reason was given, and their own words. */
export function ShopperReports({ item: { reports, isLive } }: { item: QueuedProduct }) {
  if (reports.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { reason } of reports) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return (
    <section aria-labelledby="reports" className="rounded-lg bg-sunken p-4">
      <h3 id="reports" className="text-sm font-semibold text-ink-soft">
        Reported by shoppers
      </h3>
      {isLive ? <p className="mt-1 text-sm">It stays live until you decide. Approving closes the reports.</p> : null}
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {[...counts].map(([reason, count]) => (
          <li key={reason}>
            <Badge tone="warn">
              {reportName(reason)}
              {count > 1 ? ` × ${count}` : ''}
            </Badge>
          </li>
        ))}
      </ul>
      <ul className="mt-2 max-h-48 space-y-1.5 overflow-y-auto text-[0.9375rem]">
        {reports
          .filter(({ note }) => note)
          .map(({ note, reason, at }) => (
            <li key={at + note} className="[overflow-wrap:anywhere]">
              “{note}”{' '}
              <span className="text-sm text-ink-soft">
                {reportName(reason)}, <RelativeTime at={at} />
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
