import { PolicyText } from '@/components/review/policy-text';
import { Badge } from '@/components/ui/badge';
import { Field, Textarea } from '@/components/ui/field';
import type { PolicyTexts } from '@/lib/moderation/policy/policy.schema';
import type { Problem } from '@/lib/quality/problems.schema';
import type { DraftReason } from './policy-draft';

interface ReasonEditorProps {
  problem: Problem;
  name: string;
  draft: DraftReason;
  /** The draft as it would be saved. */
  texts: PolicyTexts;
  changed: boolean;
  wrong: string | null;
  onChange(reason: DraftReason): void;
}

/** One reason: closed it is a line; open, its text and examples beside what moderators will see. */
export function ReasonEditor({ problem, name, draft, texts, changed, wrong, onChange }: ReasonEditorProps) {
  const id = `reason-${problem}`;
  return (
    <details className="group border-b border-line last:border-0">
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-sunken/60">
        <span className="font-medium">{name}</span>
        {wrong ? <Badge tone="bad">cannot be saved</Badge> : changed ? <Badge tone="accent">changed</Badge> : null}
        <span className="min-w-0 flex-1 basis-64 truncate text-sm text-ink-soft group-open:hidden">{draft.text}</span>
      </summary>
      <div className="grid gap-5 px-4 pt-1 pb-5 lg:grid-cols-2">
        <div className="flex flex-col gap-3">
          <Field id={`${id}-text`} label="When it is a reason" error={wrong ?? undefined}>
            <Textarea
              id={`${id}-text`}
              rows={4}
              value={draft.text}
              aria-invalid={wrong !== null}
              aria-describedby={wrong ? `${id}-text-error` : undefined}
              onChange={(event) => onChange({ ...draft, text: event.target.value })}
            />
          </Field>
          <Field id={`${id}-applies`} label="Examples, one a line">
            <Textarea
              id={`${id}-applies`}
              rows={3}
              value={draft.applies}
              onChange={(event) => onChange({ ...draft, applies: event.target.value })}
            />
          </Field>
          <Field id={`${id}-fine`} label="Examples that are fine, one a line">
            <Textarea
              id={`${id}-fine`}
              rows={3}
              value={draft.fine}
              onChange={(event) => onChange({ ...draft, fine: event.target.value })}
            />
          </Field>
        </div>
        <section aria-label={`${name}, as moderators see it`} className="self-start rounded-lg bg-sunken p-4">
          <h3 className="mb-2 text-sm font-semibold text-ink-soft">As moderators see it</h3>
          <PolicyText policy={{ texts }} problem={problem} />
        </section>
      </div>
    </details>
  );
}
