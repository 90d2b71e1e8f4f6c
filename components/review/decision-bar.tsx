'use client';

import { Check, SkipForward, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Key } from '@/components/ui/key';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { RejectPanel } from './reject-panel';
import type { Verdict } from './use-decisions';
import { useShortcuts } from './use-shortcuts';

interface DecisionBarProps {
  item: QueuedProduct;
  /** Somebody else looks at it. */
  disabled: boolean;
  /** A dialog of the desk is open. */
  blocked: boolean;
  onDecide(verdict: Verdict): void;
  onSkip(): void;
  onDialog(open: boolean): void;
}

export const DECISION_KEYS: { keys: string[]; does: string }[] = [
  { keys: ['a'], does: 'Approve' },
  { keys: ['r'], does: 'Reject, with reasons' },
  { keys: ['s'], does: 'Skip: the next one' },
];

/** What can be decided about a product, by hand and by key. */
export function DecisionBar({ item, disabled, blocked, onDecide, onSkip, onDialog }: DecisionBarProps) {
  const [rejecting, setRejecting] = useState(false);
  const ask = (open: boolean) => {
    setRejecting(open);
    onDialog(open);
  };
  const approve = () => {
    if (!disabled) onDecide({ decision: 'approved', problems: [], note: null });
  };
  const reject = () => {
    if (!disabled) ask(true);
  };
  useShortcuts(!blocked && !rejecting, { a: approve, r: reject, s: onSkip });
  return (
    <>
      <Button look="good" onClick={approve} disabled={disabled} className="max-sm:flex-1">
        <Check aria-hidden /> Approve <Key>a</Key>
      </Button>
      <Button look="bad" onClick={reject} disabled={disabled} aria-expanded={rejecting} className="max-sm:flex-1">
        <X aria-hidden /> Reject… <Key>r</Key>
      </Button>
      <Button look="ghost" onClick={onSkip} className="max-sm:px-3">
        <SkipForward aria-hidden /> Skip <Key>s</Key>
      </Button>
      {rejecting ? (
        <RejectPanel
          key={item.productId}
          item={item}
          onCancel={() => ask(false)}
          onReject={(problems, note) => {
            ask(false);
            onDecide({ decision: 'rejected', problems, note });
          }}
        />
      ) : null}
    </>
  );
}
