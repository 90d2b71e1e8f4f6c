'use client';

import { Check, MessageSquareWarning, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from '@/components/console/use-shortcuts';
import { Button } from '@/components/ui/button';
import { Key } from '@/components/ui/key';
import type { BatchDecision, ReviewBatch } from '@/lib/moderation/batches/batch.schema';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { BulkDialog } from './decisions/bulk-dialog';
import { BulkProgress } from './decisions/bulk-progress';
import { batchWords, products } from './decisions/bulk-words';
import { type BulkSelection, useBatch, useLastBatch } from './decisions/use-batch';

interface BulkBarProps {
  /** Null: nothing is ticked. What runs, or has just ended, is shown all the same. */
  selection: BulkSelection | null;
  userId: string;
  policy?: Pick<Policy, 'texts'> | undefined;
  /** A batch or its undo has ended. `decided`: what is known to be out of the list; the rest is read anew. */
  onDone(outcome: { decided: string[]; message: string }): void;
  onClear(): void;
  onDialog?(open: boolean): void;
}

/** One decision about all that is selected: preview, progress, one undo. Its keys are those of one product. */
export function BulkBar({ selection, userId, policy, onDone, onClear, onDialog }: BulkBarProps) {
  const [lastId, keepLast] = useLastBatch(userId);
  const { batch, error, isUnderWay, undo } = useBatch(lastId);
  const [deciding, setDeciding] = useState<BatchDecision | null>(null);
  const started = useRef<BulkSelection>(null);
  const show = (decision: BatchDecision | null) => {
    setDeciding(decision);
    onDialog?.(decision !== null);
  };
  useEnded(batch, (ended) => {
    const message = batchWords(ended);
    onDone({ decided: ended.state === 'finished' ? idsDecided(started.current, ended) : [], message });
  });

  const open = (decision: BatchDecision) => () => {
    if (selection !== null && !isUnderWay) show(decision);
  };
  useShortcuts(deciding === null && selection !== null, { a: open('approved'), r: open('rejected'), f: open('fix') });
  useShortcuts(deciding === null && batch !== undefined, { 'shift+u': () => undo.mutate() });

  if (selection === null && batch === undefined) return null;
  return (
    <section
      aria-label="Many at once"
      className="mb-4 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3"
    >
      {batch && (selection === null || isUnderWay) ? (
        <BulkProgress
          {...{ batch, error, isUnderWay }}
          onUndo={() => undo.mutate()}
          onClose={() => keepLast(null)}
          hint="⇧u"
        />
      ) : selection ? (
        <Choices selection={selection} onOpen={open} onClear={onClear} />
      ) : null}
      {deciding && selection ? (
        <BulkDialog
          {...{ selection, decision: deciding, policy }}
          onCancel={() => show(null)}
          onStarted={({ id }) => {
            started.current = selection;
            keepLast(id);
            show(null);
            onClear();
          }}
        />
      ) : null}
    </section>
  );
}

interface ChoicesProps {
  selection: BulkSelection;
  onOpen(decision: BatchDecision): () => void;
  onClear(): void;
}

function Choices({ selection, onOpen, onClear }: ChoicesProps) {
  return (
    <>
      <p className="tabular mr-2 font-medium" role="status">
        {selectedWords(selection)}
      </p>
      <Button look="good" size="sm" onClick={onOpen('approved')}>
        <Check aria-hidden /> Approve all… <Key>a</Key>
      </Button>
      <Button look="bad" size="sm" onClick={onOpen('rejected')}>
        <X aria-hidden /> Reject all… <Key>r</Key>
      </Button>
      <Button look="quiet" size="sm" onClick={onOpen('fix')}>
        <MessageSquareWarning aria-hidden /> Ask to fix… <Key>f</Key>
      </Button>
      <Button look="ghost" size="sm" onClick={onClear} className="ml-auto">
        Clear
      </Button>
    </>
  );
}

function selectedWords(selection: BulkSelection): string {
  if (selection.kind === 'items') return `${products(selection.items.length)} selected`;
  if (selection.kind === 'all') return `All that match: ${products(selection.total)}`;
  return selection.of === 'live' ? 'All that shoppers see of this seller' : 'All of this seller that wait';
}

/** Tells once when a batch that was seen under way has ended. */
function useEnded(batch: ReviewBatch | undefined, onEnded: (batch: ReviewBatch) => void): void {
  const wasUnderWay = useRef(false);
  const latest = useRef(onEnded);
  useEffect(() => {
    latest.current = onEnded;
  });
  useEffect(() => {
    if (batch === undefined) return;
    const isEnded = batch.state === 'finished' || batch.state === 'undone';
    if (isEnded && wasUnderWay.current) latest.current(batch);
    wasUnderWay.current = !isEnded;
  }, [batch]);
}

function idsDecided(selection: BulkSelection | null, { problems }: ReviewBatch): string[] {
  if (selection?.kind !== 'items') return [];
  const left = new Set(problems.map(({ productId }) => productId));
  return selection.items.map(({ productId }) => productId).filter((id) => !left.has(id));
}
