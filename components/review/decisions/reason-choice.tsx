'use client';

import { useState } from 'react';
import { PROBLEM_NAMES } from '@/components/review/names';
import { PolicyText } from '@/components/review/policy-text';
import { cn } from '@/components/ui/cn';
import { Key } from '@/components/ui/key';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { PROBLEMS, type Problem } from '@/lib/quality/problems.schema';

/** Each reason has a key of its own: 1 to 9, then letters that decide nothing. */
const KEYS = '123456789qwetyio';

/** Which reasons are ticked; `keys` tick by keyboard. */
export function useReasons(first: readonly string[] = []) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(first));
  const toggle = (code: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(code)) after.add(code);
      return after;
    });
  const keys = Object.fromEntries(PROBLEMS.map((code, at) => [KEYS.charAt(at), () => toggle(code)]));
  return { chosen, codes: PROBLEMS.filter((code) => chosen.has(code)), toggle, keys };
}

interface ReasonChoiceProps {
  reasons: ReturnType<typeof useReasons>;
  /** The text of what is ticked, in view. */
  policy?: Pick<Policy, 'texts'> | undefined;
  /** In sight, above one column. Without it nobody sees a legend, and a dialog's width is used. */
  legend?: string;
}

export function ReasonChoice({ reasons: { chosen, toggle }, policy, legend }: ReasonChoiceProps) {
  return (
    <fieldset>
      <legend className={legend === undefined ? 'sr-only' : 'mb-1 text-sm font-semibold text-ink-soft'}>
        {legend ?? 'Reasons'}
      </legend>
      <div className={cn('grid', legend === undefined && 'gap-1 sm:grid-cols-2')}>
        {PROBLEMS.map((code, index) => (
          <Reason
            key={code}
            code={code}
            hint={KEYS.charAt(index)}
            isChosen={chosen.has(code)}
            onToggle={() => toggle(code)}
            policy={policy}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ReasonProps {
  code: Problem;
  hint: string;
  isChosen: boolean;
  onToggle(): void;
  policy: Pick<Policy, 'texts'> | undefined;
}

function Reason({ code, hint, isChosen, onToggle, policy }: ReasonProps) {
  return (
    <div className={isChosen && policy ? 'col-span-full' : undefined}>
      <label className="flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-sunken has-checked:bg-bad-soft">
        <input type="checkbox" checked={isChosen} onChange={onToggle} className="size-4 accent-bad" />
        <span className="flex-1">{PROBLEM_NAMES[code]}</span>
        <Key>{hint}</Key>
      </label>
      {isChosen && policy ? <PolicyText policy={policy} problem={code} className="mt-1 mb-2 ml-8.5" /> : null}
    </div>
  );
}
