import type { Kappa } from '@/lib/moderation/agreement';
import { twoDigits } from './figures';

/** The figure in a sentence, with how much it can be trusted. */
export function KappaLine({ kappa, words, pairs }: { kappa: Kappa | null; words: string | null; pairs: number }) {
  if (kappa === null || words === null) {
    return <p className="text-ink-soft">Too few were decided by both, or all of them alike: there is no kappa yet.</p>;
  }
  return (
    <p className="tabular">
      Cohen’s kappa is <strong>{twoDigits(kappa.value)}</strong> ({words}; between {twoDigits(kappa.low)} and{' '}
      {twoDigits(kappa.high)} with 95 % confidence).
      {pairs < 30 ? ' There are so few that it says little.' : null}
    </p>
  );
}
