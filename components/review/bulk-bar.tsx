'use client';

import { Button } from '@/components/ui/button';
import { Key } from '@/components/ui/key';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import type { ReviewSelection } from '@/lib/moderation/queue-query.schema';

interface BulkBarProps {
  selection: ReviewSelection | null;
  userId: string;
  policy: Pick<Policy, 'texts'>;
  onDone(outcome: { decided: string[]; message: string }): void;
  onClear(): void;
  onDialog(open: boolean): void;
}

/** What is selected. */
export function BulkBar({ selection, onClear }: BulkBarProps) {
  if (selection === null) return null;
  const count = selection.kind === 'all' ? selection.total : selection.items.length;
  return (
    <section
      aria-label="Selected"
      className="flex items-center gap-3 rounded-lg border border-accent px-3 py-2 text-sm"
    >
      <p className="font-medium">{count} selected</p>
      <Button look="ghost" size="sm" onClick={onClear}>
        Clear <Key>Esc</Key>
      </Button>
    </section>
  );
}
