'use client';

import { useState } from 'react';
import { DecisionDialog } from './decision-dialog';
import { NoteField } from './note-field';
import { ReasonChoice, useReasons } from './reason-choice';
import type { PanelProps } from './reject-panel';

/** What the seller is to change. The product is hidden until they have, and comes back to the queue then. */
export function FixPanel({ subject, reasons: first, policy, onCancel, onDecide }: PanelProps) {
  const reasons = useReasons(first);
  const [sellerNote, setSellerNote] = useState('');
  const [note, setNote] = useState('');
  const submit = () =>
    onDecide({
      ...{ decision: 'fix', problems: reasons.codes, note: note.trim() || null },
      sellerNote: sellerNote.trim(),
    });
  return (
    <DecisionDialog
      title={`Ask the seller to fix ${subject}`}
      action="Ask the seller"
      missing={sellerNote.trim() === ''}
      onCancel={onCancel}
      onSubmit={submit}
      keys={reasons.keys}
    >
      <NoteField
        id="seller-note"
        label="For the seller: what to change"
        hint="They read it on their shop’s page. The product is hidden until its text or picture is another one."
        value={sellerNote}
        onChange={setSellerNote}
        most={1000}
      />
      <ReasonChoice reasons={reasons} policy={policy} />
      <NoteField id="fix-note" label="Anything to add, for moderators" value={note} onChange={setNote} />
    </DecisionDialog>
  );
}
