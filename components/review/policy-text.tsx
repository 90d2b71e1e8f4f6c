import { Check, X } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import type { Problem } from '@/lib/quality/problems.schema';

interface PolicyTextProps {
  policy: Pick<Policy, 'texts'>;
  problem: Problem;
  className?: string;
}

/** What the policy says of one reason: its text, what it is a reason for, and what only looks like it. */
export function PolicyText({ policy, problem, className }: PolicyTextProps) {
  const { text, applies, fine } = policy.texts[problem];
  return (
    <div className={cn('flex flex-col gap-1.5 text-sm [overflow-wrap:anywhere]', className)}>
      <p>{text}</p>
      <Examples label="A reason" examples={applies} Icon={X} tone="text-bad" />
      <Examples label="Fine" examples={fine} Icon={Check} tone="text-good" />
    </div>
  );
}

interface ExamplesProps {
  label: string;
  examples: string[];
  Icon: typeof Check;
  tone: string;
}

function Examples({ label, examples, Icon, tone }: ExamplesProps) {
  if (examples.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-col gap-0.5 text-ink-soft">
      {examples.map((example) => (
        <li key={example} className="flex gap-1.5">
          <Icon aria-hidden className={cn('mt-1 size-3.5 shrink-0', tone)} />
          <span>{example}</span>
        </li>
      ))}
    </ul>
  );
}
