import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '@/components/console/use-shortcuts';
import { PROBLEM_NAMES } from '@/components/review/names';
import { PolicyText } from '@/components/review/policy-text';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/field';
import { Key } from '@/components/ui/key';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { PROBLEMS, type Problem } from '@/lib/quality/problems.schema';

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

/** Reasons that have a key of their own: 1 to 9, then letters that decide nothing. */
const KEYS = '123456789qwetyio';

/** Approve, or reject for reasons, each with what the policy says of it. */
export function VerdictForm({ policy, pending, onDecide }: VerdictFormProps) {
  const [chosen, setChosen] = useState<ReadonlySet<Problem>>(new Set());
  const [note, setNote] = useState('');
  const written = note.trim() || null;
  const missing = chosen.size === 0 && written === null;

  const toggle = (problem: Problem) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(problem)) after.add(problem);
      return after;
    });
  const approve = () => {
    if (!pending) onDecide({ decision: 'approved', problems: [], note: written });
  };
  const reject = () => {
    if (!pending && !missing) onDecide({ decision: 'rejected', problems: [...chosen], note: written });
  };
  useShortcuts(true, {
    a: approve,
    r: reject,
    ...Object.fromEntries(PROBLEMS.map((problem, at) => [KEYS[at], () => toggle(problem)])),
  });

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
      <fieldset className="flex flex-col">
        <legend className="mb-1 text-sm font-semibold text-ink-soft">Reasons against it</legend>
        {PROBLEMS.map((problem, at) => (
          <div key={problem} className="rounded-md px-2 py-1.5 hover:bg-sunken has-checked:bg-bad-soft">
            <label className="flex items-center gap-2.5">
              <input
                type="checkbox"
                checked={chosen.has(problem)}
                onChange={() => toggle(problem)}
                className="size-4 accent-bad"
              />
              <span className="flex-1">{PROBLEM_NAMES[problem]}</span>
              <Key>{KEYS[at]}</Key>
            </label>
            {chosen.has(problem) ? <PolicyText policy={policy} problem={problem} className="mt-1.5 ml-6.5" /> : null}
          </div>
        ))}
      </fieldset>
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
