'use client';

import { useState } from 'react';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { DecisionDialog } from './decision-dialog';
import { NoteField } from './note-field';
import { ReasonChoice, useReasons } from './reason-choice';
import type { Verdict } from './verdict';

export interface PanelProps {
  /** What it is about, as a title names it: “Bag”, 130 products. */
  subject: string;
  /** Ticked already. */
  reasons: readonly string[];
  policy?: Pick<Policy, 'texts'> | undefined;
  onCancel(): void;
  onDecide(verdict: Verdict): void;
}

/** Why it is rejected: what was said of it is ticked already, keys toggle, Enter sends. */
export function RejectPanel({ subject, reasons: first, isLive, policy, onCancel, onDecide }: RejectPanelProps) {
  const reasons = useReasons(first);
  const [note, setNote] = useState('');
  const { codes } = reasons;
  return (
    <DecisionDialog
      title={isLive ? `Why is ${subject} taken down?` : `Why is ${subject} rejected?`}
      action={isLive ? 'Take down' : 'Reject'}
      isBad
      missing={codes.length === 0 && note.trim() === ''}
      onCancel={onCancel}
      onSubmit={() => onDecide({ decision: 'rejected', problems: codes, note: note.trim() || null })}
      keys={reasons.keys}
    >
      <ReasonChoice reasons={reasons} policy={policy} />
      <NoteField
        id="reject-note"
        label="Anything to add, for moderators"
        hint="The seller sees the reasons, never this."
        value={note}
        onChange={setNote}
      />
    </DecisionDialog>
  );
}

interface RejectPanelProps extends PanelProps {
  /** Shoppers see it now. */
  isLive: boolean;
}
