'use client';

import { useMutation } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, sendJson } from '@/components/api/api-request';
import { PROBLEM_NAMES } from '@/components/review/names';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { changedReasons, rebasedTexts } from '@/lib/moderation/policy-changes.schema';
import { PROBLEMS } from '@/lib/quality/problems.schema';
import { PolicyDiff } from './policy-diff';
import { draftOf, type Longest, problemOf, textsOf } from './policy-draft';
import { ReasonEditor } from './reason-editor';

interface PolicyEditorProps {
  /** The one in force; a newer one comes in when somebody saves meanwhile. */
  policy: Policy;
  longest: Longest;
}

/** Writes the next version: reasons that open in place, what changes by it, one button that puts it in force. */
export function PolicyEditor({ policy, longest }: PolicyEditorProps) {
  const router = useRouter();
  const [base, setBase] = useState(policy);
  const [draft, setDraft] = useState(() => draftOf(policy.texts));
  const [percent, setPercent] = useState(String(policy.secondLookPercent));
  const texts = textsOf(draft);
  const changed = changedReasons(base.texts, texts);
  const share = /^\d{1,3}$/.test(percent.trim()) && Number(percent) <= 100 ? Number(percent) : null;
  const wrong = share === null || PROBLEMS.some((problem) => problemOf(texts[problem], longest) !== null);
  const same = changed.length === 0 && share === base.secondLookPercent;

  const save = useMutation({
    mutationFn: () =>
      sendJson('policySaved', '/api/admin/policy', { basedOn: base.version, texts, secondLookPercent: share }),
    onSuccess: ({ version }) => {
      setBase({ ...base, version, texts, secondLookPercent: share ?? 0 });
      router.refresh();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'policy_conflict') router.refresh();
    },
  });
  const overtaken = policy.version > base.version;
  const takeOver = () => {
    setDraft(draftOf(rebasedTexts(texts, base.texts, policy.texts)));
    if (share === base.secondLookPercent) setPercent(String(policy.secondLookPercent));
    setBase(policy);
    save.reset();
  };

  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <section aria-label="Reasons" className="rounded-lg border border-line bg-surface">
        {PROBLEMS.map((problem) => (
          <ReasonEditor
            key={problem}
            problem={problem}
            name={PROBLEM_NAMES[problem]}
            draft={draft[problem]}
            texts={texts}
            changed={changed.includes(problem)}
            wrong={problemOf(texts[problem], longest)}
            onChange={(reason) => setDraft((before) => ({ ...before, [problem]: reason }))}
          />
        ))}
      </section>
      <Field
        id="second-look-percent"
        label="Second look, in % of people’s decisions"
        hint="So many are shown to a second moderator, who sees neither the first decision nor the model’s. 0: none."
        error={share === null ? 'A whole number from 0 to 100.' : undefined}
        className="max-w-md"
      >
        <Input
          id="second-look-percent"
          inputMode="numeric"
          value={percent}
          aria-invalid={share === null}
          aria-describedby={share === null ? 'second-look-percent-error' : 'second-look-percent-hint'}
          onChange={(event) => setPercent(event.target.value)}
        />
      </Field>
      <section aria-labelledby="changes">
        <h2 id="changes" className="mb-2 text-base font-semibold">
          What changes
        </h2>
        {same ? <p className="text-ink-soft">Nothing yet: open a reason and write.</p> : null}
        {share !== null && share !== base.secondLookPercent ? (
          <p className="tabular mb-3">
            Second look: {base.secondLookPercent} % → {share} %
          </p>
        ) : null}
        <PolicyDiff before={base.texts} after={texts} />
      </section>
      {overtaken ? (
        <Notice
          live
          tone="warn"
          title={`Version ${policy.version} was saved while you were writing`}
          action={
            <Button look="quiet" size="sm" onClick={takeOver}>
              Put mine on top
            </Button>
          }
        >
          Yours is kept. On top of it, each reason that you changed stays yours; the others become theirs. Look at what
          changes before you save.
          <div className="mt-3">
            <PolicyDiff before={base.texts} after={policy.texts} />
          </div>
        </Notice>
      ) : null}
      {save.isError && !overtaken ? <Notice live tone="bad" title={save.error.message} /> : null}
      {save.isSuccess && same ? (
        <Notice live tone="good" title={`Version ${base.version} is in force`}>
          What was decided keeps the version it was decided under; nothing is reviewed again because of it.
        </Notice>
      ) : null}
      <div className="sticky bottom-0 -mx-4 border-t border-line bg-paper px-4 py-3">
        <Button type="submit" disabled={same || wrong || overtaken || save.isPending}>
          {save.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          Put version {base.version + 1} in force
        </Button>
      </div>
    </form>
  );
}
