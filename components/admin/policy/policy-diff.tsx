import { diffWordsWithSpace } from 'diff';
import { PROBLEM_NAMES } from '@/components/review/names';
import type { PolicyTexts } from '@/lib/moderation/policy/policy.schema';
import { asOneText, changedReasons } from '@/lib/moderation/policy-changes.schema';

interface PolicyDiffProps {
  before: PolicyTexts;
  after: PolicyTexts;
}

/** Each reason that changed, word by word. Nothing when none did. */
export function PolicyDiff({ before, after }: PolicyDiffProps) {
  return (
    <ul className="flex flex-col gap-3">
      {changedReasons(before, after).map((problem) => (
        <li key={problem} className="rounded-lg border border-line bg-surface p-4">
          <h3 className="mb-1 text-sm font-semibold">{PROBLEM_NAMES[problem]}</h3>
          <ChangedWords before={asOneText(before[problem])} after={asOneText(after[problem])} />
        </li>
      ))}
    </ul>
  );
}

function ChangedWords({ before, after }: { before: string; after: string }) {
  let at = 0;
  return (
    <p className="max-w-prose text-sm whitespace-pre-line [overflow-wrap:anywhere]">
      {diffWordsWithSpace(before, after).map(({ value, added, removed }) => {
        at += 1;
        if (added) {
          return (
            <ins key={at} className="bg-good-soft text-good">
              {value}
            </ins>
          );
        }
        if (removed) {
          return (
            <del key={at} className="bg-bad-soft text-bad">
              {value}
            </del>
          );
        }
        return <span key={at}>{value}</span>;
      })}
    </p>
  );
}
