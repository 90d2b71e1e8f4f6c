'use client';

import { Keyboard } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Key } from '@/components/ui/key';
import { Notice } from '@/components/ui/notice';
import type { ReviewQueue } from '@/lib/moderation/moderation.schema';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import type { QueueQuery } from '@/lib/moderation/queue-query.schema';
import { BulkBar } from './bulk-bar';
import { DECISION_KEYS, DecisionBar } from './decision-bar';
import { FindProduct } from './decisions/find-product';
import { DeskMessageBar } from './desk-message-bar';
import { EmptyQueue } from './empty-queue';
import { KeysSheet } from './keys-sheet';
import { LiveMark } from './live-mark';
import { QueueFilters } from './queue-filters';
import { QueueList } from './queue-list';
import { inWords, QueueTabs } from './queue-tabs';
import { ReviewSubject } from './review-subject';
import { useNextLoaded } from './subject/use-review-context';
import { useDeskKeys } from './use-desk-keys';
import { signInAgain, useReviewQueue } from './use-review-queue';

interface ReviewDeskProps {
  initial: ReviewQueue;
  query: QueueQuery;
  sellerName: string | null;
  secondLooks: number;
  policy: Pick<Policy, 'texts'>;
  userId: string;
}

const LOADED_AHEAD = 2;

/** Where a moderator works through what waits, by hand or by keyboard alone. */
export function ReviewDesk({ initial, query, sellerName, secondLooks, policy, userId }: ReviewDeskProps) {
  const queue = useReviewQueue({ initial, query, userId });
  const { desk, current, pages, watch, selected } = queue;
  const [deciding, setDeciding] = useState(false);
  const [decidingMany, setDecidingMany] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  const blocked = deciding || decidingMany || showsKeys;
  useDeskKeys(!blocked, queue, () => setShowsKeys(true));
  const at = desk.items.findIndex(({ productId }) => productId === desk.currentId);
  useNextLoaded(desk.items.slice(at + 1, at + 1 + LOADED_AHEAD));
  const subject = useShownFromTop(desk.currentId);
  const heldBy = current ? (desk.held.get(current.productId) ?? null) : null;

  return (
    <div className="mx-auto flex max-w-[110rem] flex-col gap-3 max-sm:pb-32">
      <h1 className="sr-only">Review queue</h1>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <QueueTabs current={query.queue} counts={desk.counts} secondLooks={secondLooks} />
        <FindProduct />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <QueueFilters query={query} sellerName={sellerName} blocked={blocked} />
        <p className="tabular text-sm text-ink-soft" role="status">
          {desk.total === 1 ? '1 product waits' : `${inWords(desk.total)} products wait`}
        </p>
        <div className="ml-auto flex items-center gap-1">
          <LiveMark
            watch={watch}
            isLoading={pages.isLoading}
            unsent={queue.unsent}
            onRefresh={() => {
              pages.reread();
              watch.lookNow();
            }}
          />
          <Button look="ghost" size="sm" onClick={() => setShowsKeys(true)} className="max-sm:hidden">
            <Keyboard aria-hidden /> Keys <Key>?</Key>
          </Button>
        </div>
      </div>
      <BulkBar
        selection={selected}
        userId={userId}
        policy={policy}
        onClear={queue.chooseNone}
        onDialog={setDecidingMany}
        onDone={({ decided, message }) => {
          queue.leave(decided);
          queue.chooseNone();
          queue.tell({ tone: 'good', text: message });
          pages.reread();
        }}
      />
      {current ? (
        <div className="grid gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <QueueList
            desk={desk}
            pages={pages}
            onOpen={queue.open}
            onTick={(productId, extend) => (extend ? queue.extendTo(productId) : queue.toggle(productId))}
          />
          <div ref={subject} className="min-w-0 max-lg:order-first">
            {/* Of one height and above what is decided: no title moves a button. */}
            <div
              role="toolbar"
              aria-label="Decide"
              className="flex items-center gap-2 border-line bg-paper max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0
                max-sm:z-20 max-sm:flex-wrap max-sm:border-t max-sm:px-3 max-sm:py-2 sm:sticky sm:top-0 sm:z-10 sm:mb-2
                sm:h-15 sm:border-b"
            >
              <DecisionBar
                key={current.productId}
                item={current}
                disabled={heldBy !== null}
                // What is selected is decided together, by the same keys.
                blocked={decidingMany || showsKeys || selected !== null}
                policy={policy}
                onDecide={(verdict) => queue.decide(current, verdict)}
                onSkip={() => queue.skip(current)}
                onDialog={setDeciding}
              />
            </div>
            {heldBy === null ? null : (
              <Notice tone="info" title={`${heldBy} is looking at this one.`} className="mb-3">
                You can look too. It is yours to decide once they have gone on, at the latest in two minutes.
              </Notice>
            )}
            <ReviewSubject key={current.productId} item={current} query={query} policy={policy} blocked={blocked} />
          </div>
        </div>
      ) : (
        <EmptyQueue query={query} counts={desk.counts} total={desk.total} pages={pages} />
      )}
      <DeskMessageBar
        message={queue.isSignedOut ? signInAgain(query) : desk.message}
        onUndo={queue.undo}
        onDismiss={queue.isSignedOut ? undefined : () => queue.tell(null)}
      />
      {showsKeys ? <KeysSheet decisions={DECISION_KEYS} onClose={() => setShowsKeys(false)} /> : null}
    </div>
  );
}

/** Whoever read far down in one product sees the next one from its top. */
function useShownFromTop(currentId: string | null) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef(currentId);
  useEffect(() => {
    if (shown.current === currentId) return;
    shown.current = currentId;
    if ((element.current?.getBoundingClientRect().top ?? 0) < 0) element.current?.scrollIntoView({ block: 'start' });
  }, [currentId]);
  return element;
}
