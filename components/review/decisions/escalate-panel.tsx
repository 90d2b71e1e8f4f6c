'use client';

import { useState } from 'react';
import { DecisionDialog } from './decision-dialog';
import { NoteField } from './note-field';
import type { PanelProps } from './reject-panel';

/** For the admins to decide, and why. */
export function EscalatePanel({ subject, onCancel, onDecide }: Omit<PanelProps, 'reasons' | 'policy'>) {
  const [note, setNote] = useState('');
  return (
    <DecisionDialog
      title={`Leave ${subject} to the admins`}
      action="Leave to admins"
      missing={note.trim() === ''}
      onCancel={onCancel}
      onSubmit={() => onDecide({ decision: 'escalated', problems: [], note: note.trim() })}
    >
      <NoteField
        id="escalate-note"
        label="Why an admin is to decide"
        hint="It leaves the moderators’ queues, and stays as shoppers see it now."
        value={note}
        onChange={setNote}
      />
    </DecisionDialog>
  );
}
