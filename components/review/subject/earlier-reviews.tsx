import { RelativeTime } from '@/components/time/relative-time';
import { Badge, type Tone } from '@/components/ui/badge';
import type { EarlierReview } from '@/lib/moderation/review-context/review-context.schema';
import { problemName } from '../names';
import { Section } from './section';

const DECISIONS: Record<EarlierReview['decision'], { tone: Tone; label: string }> = {
  approved: { tone: 'good', label: 'Approved' },
  rejected: { tone: 'bad', label: 'Rejected' },
  flagged: { tone: 'warn', label: 'Flagged' },
};

/** What was said about it before, newest first. */
export function EarlierReviews({ reviews }: { reviews: EarlierReview[] }) {
  if (reviews.length === 0) return null;
  return (
    <Section id="earlier-reviews" title={`Reviews: ${reviews.length}`}>
      <ol className="space-y-2 text-sm">
        {reviews.map(({ id, by, decision, confidence, problems, note, at, isOfThisContent, policyVersion }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            <span className="flex flex-wrap items-center gap-x-2">
              <Badge tone={DECISIONS[decision].tone}>{DECISIONS[decision].label}</Badge>
              <span>{by}</span>
              {confidence === null ? null : <span className="tabular">{Math.round(confidence * 100)} %</span>}
              <span className="text-ink-soft">
                <RelativeTime at={at} />
                {policyVersion === null ? '' : ` · policy ${policyVersion}`}
                {isOfThisContent ? '' : ' · other words or picture'}
              </span>
            </span>
            {problems.length > 0 || note ? (
              <span className="block text-ink-soft">
                {[...problems.map(problemName), note].filter(Boolean).join(' · ')}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
