'use client';

import { useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { BatchDecision, ReviewBatch } from '@/lib/moderation/batches/batch.schema';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { BulkPreview } from './bulk-preview';
import { products } from './bulk-words';
import { DecisionDialog } from './decision-dialog';
import { NoteField } from './note-field';
import { ReasonChoice, useReasons } from './reason-choice';
import { type BulkSelection, useBatchDraft, useBatchStart } from './use-batch';

interface BulkDialogProps {
  selection: BulkSelection;
  decision: BatchDecision;
  policy?: Pick<Policy, 'texts'> | undefined;
  onCancel(): void;
  onStarted(batch: ReviewBatch): void;
}

const TITLES: Record<BatchDecision, string> = {
  approved: 'Approve all of these?',
  rejected: 'Why are all of these rejected?',
  fix: 'Ask the sellers to fix all of these',
};
const ACTIONS: Record<BatchDecision, string> = { approved: 'Approve', rejected: 'Reject', fix: 'Ask to fix' };

/** One decision about many: exactly what the preview shows is decided, as it is then. */
export function BulkDialog({ selection, decision, policy, onCancel, onStarted }: BulkDialogProps) {
  const [id] = useState(() => crypto.randomUUID());
  const { data: draft, error } = useBatchDraft(id, selection);
  const start = useBatchStart(id, onStarted);
  const reasons = useReasons();
  const [note, setNote] = useState('');
  const [sellerNote, setSellerNote] = useState('');
  const problems = decision === 'approved' ? [] : reasons.codes;
  const isUnsaid =
    (decision === 'rejected' && problems.length === 0 && note.trim() === '') ||
    (decision === 'fix' && sellerNote.trim() === '');
  const total = draft?.total ?? 0;
  const failure = start.error ?? error;
  return (
    <DecisionDialog
      title={TITLES[decision]}
      action={`${ACTIONS[decision]} ${draft ? products(total) : ''}`}
      isBad={decision !== 'approved'}
      startsAtAction={decision === 'approved'}
      missing={isUnsaid || total === 0 || start.isPending}
      onCancel={onCancel}
      onSubmit={() =>
        start.mutate({
          ...{ decision, problems, note: note.trim() || null },
          ...(decision === 'fix' ? { sellerNote: sellerNote.trim() } : {}),
        })
      }
      {...(decision === 'approved' ? {} : { keys: reasons.keys })}
    >
      {failure ? <Notice live tone="bad" title={failure.message} /> : null}
      {draft ? <BulkPreview batch={draft} hides={decision !== 'approved'} /> : failure ? null : <PreviewSkeleton />}
      {decision === 'fix' ? (
        <NoteField
          id="bulk-seller-note"
          label="For the seller: what to change"
          hint="They read it at each of these products. They are hidden until they are changed."
          value={sellerNote}
          onChange={setSellerNote}
          most={1000}
        />
      ) : null}
      {decision === 'approved' ? null : <ReasonChoice reasons={reasons} policy={policy} />}
      <NoteField id="bulk-note" label="Anything to add, for moderators" value={note} onChange={setNote} />
    </DecisionDialog>
  );
}

function PreviewSkeleton() {
  return (
    <div role="status" aria-label="Counting what this is about">
      <Skeleton className="h-5 w-56" />
      <Skeleton className="mt-3 h-20 w-full" />
    </div>
  );
}
