'use client';

import { Check, RotateCcw, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Key } from '@/components/ui/key';
import type { ReviewQueue } from '@/lib/moderation/moderation.schema';
import { DeskMessageBar } from './desk-message-bar';
import { QueueList } from './queue-list';
import { RejectPanel } from './reject-panel';
import { ReviewSubject } from './review-subject';
import { useReviewQueue } from './use-review-queue';
import { useShortcuts } from './use-shortcuts';

/** Where a moderator works through what is flagged or reported, by hand or by keyboard alone. */
export function ReviewDesk({ initial }: { initial: ReviewQueue }) {
  const { desk, refilling, decide, undo, refresh, select, dismiss } = useReviewQueue(initial);
  const [rejecting, setRejecting] = useState(false);
  const item = desk.items[desk.index];

  const approve = () => {
    if (item) decide(item, { decision: 'approved', problems: [], note: null });
  };
  useShortcuts(!rejecting, {
    a: approve,
    r: () => item && setRejecting(true),
    u: undo,
    j: () => select(desk.index + 1),
    k: () => select(desk.index - 1),
    arrowdown: () => select(desk.index + 1),
    arrowup: () => select(desk.index - 1),
  });

  return (
    <div className="mx-auto max-w-[100rem]">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">Review queue</h1>
        <p className="tabular text-ink-soft" role="status">
          {desk.total === 1 ? '1 product waits' : `${desk.total} products wait`}
        </p>
        <div className="ml-auto flex gap-2">
          <Button look="ghost" size="sm" onClick={undo} disabled={!desk.last}>
            <Undo2 aria-hidden /> Undo <Key>u</Key>
          </Button>
          <Button look="ghost" size="sm" onClick={refresh} disabled={refilling}>
            <RotateCcw aria-hidden className={refilling ? 'animate-spin' : undefined} /> Refresh
          </Button>
        </div>
      </div>
      <DeskMessageBar message={desk.message} canUndo={desk.last !== null} onUndo={undo} onDismiss={dismiss} />
      {item ? (
        <div className="grid gap-5 lg:grid-cols-[18rem_minmax(0,1fr)]">
          <QueueList items={desk.items} index={desk.index} onSelect={select} />
          <div className="min-w-0 max-lg:order-first">
            <ReviewSubject key={`${item.productId}:${item.version}`} item={item}>
              <div
                className="flex gap-3 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:border-t
                  max-sm:border-line max-sm:bg-paper max-sm:p-3"
              >
                <Button look="good" onClick={approve} className="max-sm:flex-1">
                  <Check aria-hidden /> Approve <Key>a</Key>
                </Button>
                <Button
                  look="bad"
                  onClick={() => setRejecting(true)}
                  aria-expanded={rejecting}
                  className="max-sm:flex-1"
                >
                  <X aria-hidden /> Reject… <Key>r</Key>
                </Button>
                <p className="ml-2 hidden self-center text-sm text-ink-soft sm:block">
                  <Key>j</Key> <Key>k</Key> next and previous
                </p>
              </div>
            </ReviewSubject>
          </div>
          {rejecting ? (
            <RejectPanel
              key={item.productId}
              item={item}
              onCancel={() => setRejecting(false)}
              onReject={(problems, note) => {
                setRejecting(false);
                decide(item, { decision: 'rejected', problems, note });
              }}
            />
          ) : null}
        </div>
      ) : (
        <EmptyState
          title="The queue is empty"
          action={
            <Button look="quiet" onClick={refresh} disabled={refilling}>
              Look again
            </Button>
          }
        >
          Every product has been looked at. New ones appear here when a sync flags them, or shoppers report them.
        </EmptyState>
      )}
    </div>
  );
}
