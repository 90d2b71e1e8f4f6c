import { useCategoryName } from '@/components/product/categories';
import { Badge } from '@/components/ui/badge';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { isProblem } from '@/lib/quality/problems.schema';
import type { Decision } from '@/lib/quality/quality-reviewer';
import { problemName } from '../names';
import { PolicyText } from '../policy-text';
import { Section } from './section';

interface ReasonsProps {
  item: QueuedProduct;
  policy: Pick<Policy, 'texts'>;
}

/** Why it is here: what the last review said, and what the policy says of each reason. */
export function Reasons({ item: { review, problems, confidence }, policy }: ReasonsProps) {
  const categoryName = useCategoryName();
  if (!review) return null;
  const { decision, note, category, reviewer, source } = review;
  const facts: [string, string][] = [
    ['Confidence', confidence === null ? 'not judged' : `${Math.round(confidence * 100)} %`],
    ...(category ? [['Category', categoryName(category)] as [string, string]] : []),
    ...(source === 'model' ? [['Reviewer', reviewer] as [string, string]] : []),
  ];
  return (
    <Section id="reasons" title={decision === 'approved' ? 'What the last review said' : 'Why it is here'}>
      {problems.length === 0 ? <p className="text-sm">{withoutProblems(decision, source)}</p> : null}
      <ul className="flex flex-col gap-1">
        {problems.map((problem, at) => (
          <li key={problem}>
            {isProblem(problem) ? (
              <details open={at === 0} className="rounded-md open:bg-sunken open:pb-2">
                <summary className="flex items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-sunken">
                  <Badge tone="warn">{problemName(problem)}</Badge>
                  <span className="text-ink-soft">what the policy says</span>
                </summary>
                <PolicyText policy={policy} problem={problem} className="px-2 pt-1" />
              </details>
            ) : (
              <Badge tone="warn">{problemName(problem)}</Badge>
            )}
          </li>
        ))}
      </ul>
      {note ? <p className="mt-2 text-[0.9375rem] [overflow-wrap:anywhere]">{note}</p> : null}
      <dl className="tabular mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="flex gap-1.5">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function withoutProblems(decision: Decision, source: string): string {
  if (decision === 'approved') return source === 'model' ? 'Approved.' : 'Approved by a moderator.';
  return source === 'model' ? 'The reviewer was not sure.' : 'Put back by a moderator.';
}
