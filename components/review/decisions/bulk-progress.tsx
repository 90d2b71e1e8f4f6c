'use client';

import { Undo2, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Key } from '@/components/ui/key';
import type { ReviewBatch } from '@/lib/moderation/batches/batch.schema';
import { batchShare, batchWords } from './bulk-words';

interface BulkProgressProps {
  batch: ReviewBatch;
  error: Error | null;
  isUnderWay: boolean;
  onUndo(): void;
  /** Left out where it stays in view. */
  onClose?(): void;
  /** The key that undoes it here. */
  hint?: string;
}

/** How far a bulk decision has come, what it left alone and why, and its one undo. */
export function BulkProgress({ batch, error, isUnderWay, onUndo, onClose, hint }: BulkProgressProps) {
  const canUndo = batch.state === 'running' || batch.state === 'finished';
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="tabular min-w-0 flex-1 font-medium">
          {batchWords(batch)}
        </p>
        {canUndo ? (
          <Button look="ghost" size="sm" onClick={onUndo}>
            <Undo2 aria-hidden /> Undo all {hint ? <Key>{hint}</Key> : null}
          </Button>
        ) : null}
        {isUnderWay || !onClose ? null : (
          <Button look="ghost" size="icon-sm" aria-label="Close what came of it" onClick={onClose}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {isUnderWay ? (
        <progress
          aria-label={batchWords(batch)}
          value={batchShare(batch)}
          max={1}
          className="h-1.5 w-full accent-accent"
        />
      ) : null}
      {error ? <p className="text-sm text-bad">{error.message} It goes on by itself.</p> : null}
      {batch.problems.length > 0 ? (
        <details className="text-sm">
          <summary>What was left alone, and why</summary>
          <ul className="mt-1 max-h-40 overflow-y-auto">
            {batch.problems.map(({ productId, title, why }) => (
              <li key={productId} className="[overflow-wrap:anywhere]">
                <a href={`/review/products/${productId}`} className="font-medium underline">
                  {title ?? productId}
                </a>
                : {why}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
