import { problemName } from '@/components/review/names';
import { Badge } from '@/components/ui/badge';
import type { Verdict } from '@/lib/moderation/second-look/read-disagreements';

/** Who decided what, and why. */
export function VerdictCell({ verdict: { by, decision, problems }, note }: { verdict: Verdict; note: string | null }) {
  const why = [...problems.map(problemName), note].filter(Boolean).join(' · ');
  return (
    <div className="max-w-xs min-w-36">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={decision === 'approved' ? 'good' : 'bad'}>{decision}</Badge>
        <span className="font-medium">{by}</span>
      </p>
      {why ? <p className="mt-1 text-ink-soft [overflow-wrap:anywhere]">{why}</p> : null}
    </div>
  );
}
