import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '@/components/console/use-shortcuts';
import { ReasonChoice, useReasons } from '@/components/review/decisions/reason-choice';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { Key } from '@/components/ui/key';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import type { Problem } from '@/lib/quality/problems.schema';

export interface VerdictGiven {
  decision: 'approved' | 'rejected';
  problems: Problem[];
  note: string | null;
}

interface VerdictFormProps {
  policy: Pick<Policy, 'texts'>;
  pending: boolean;
  onDecide(verdict: VerdictGiven): void;
}

/** Approve, or reject for reasons, each with what the policy says of it. */
export function VerdictForm({ policy, pending, onDecide }: VerdictFormProps) {
  const reasons = useReasons();
  const [note, setNote] = useState('');
  const written = note.trim() || null;
  const problems = reasons.codes;
  const missing = problems.length === 0 && written === null;

  const approve = () => {
    if (!pending) onDecide({ decision: 'approved', problems: [], note: written });
  };
  const reject = () => {
    if (!pending && !missing) onDecide({ decision: 'rejected', problems, note: written });
  };
  useShortcuts(true, { a: approve, r: reject, ...reasons.keys });

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        reject();
      }}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button look="good" onClick={approve} disabled={pending}>
          <Check aria-hidden /> Approve <Key>a</Key>
        </Button>
        <Button type="submit" look="bad" disabled={pending || missing}>
          <X aria-hidden /> Reject <Key>r</Key>
        </Button>
        <p className="text-sm text-ink-soft">{missing ? 'To reject, choose a reason or write one.' : null}</p>
      </div>
      <ReasonChoice reasons={reasons} policy={policy} legend="Reasons against it" />
      <div>
        <label htmlFor="second-note" className="mb-1.5 block text-sm font-medium">
          Anything to add (moderators see it)
        </label>
        <Textarea
          id="second-note"
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </form>
  );
}
