'use client';

import { useMutation } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Refusal } from '@/components/ui/refusal';
import type { ReplayPreview } from '@/lib/syncs/sync-view.schema';
import { Started } from './replay-button';
import { STAGE_NAMES } from './stage-names';

interface FailedActionsProps {
  selection: { code: string } | { productIds: string[] };
  count: number;
  /** What is selected, as it goes on after “Replay”: `all 12`, `3 selected`. */
  what: string;
}

/** Replay, after a look at what it would start, or dismiss, after a second thought. */
export function FailedActions({ selection, count, what }: FailedActionsProps) {
  const router = useRouter();
  const [asking, setAsking] = useState<'replay' | 'dismiss' | null>(null);
  const preview = useMutation({
    mutationFn: () => sendJson('replayPreview', '/api/admin/replay/preview', selection),
    onSuccess: () => setAsking('replay'),
  });
  const replay = useMutation({
    mutationFn: () => sendJson('replayed', '/api/admin/replay', selection),
    // The list stays as it was, with the way to what was started above it.
    onSuccess: () => setAsking(null),
  });
  const dismiss = useMutation({
    mutationFn: () => sendJson('dismissed', '/api/admin/dismiss', selection),
    onSuccess: () => {
      setAsking(null);
      router.refresh();
    },
  });
  const busy = preview.isPending || replay.isPending || dismiss.isPending;
  const error = preview.error ?? replay.error ?? dismiss.error;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="quiet" size="sm" disabled={busy || count === 0} onClick={() => preview.mutate()}>
        {preview.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
        Replay {what}…
      </Button>
      <Button look="quiet" size="sm" disabled={busy || count === 0} onClick={() => setAsking('dismiss')}>
        Dismiss {what}…
      </Button>
      {replay.isSuccess ? <Started syncRunId={replay.data.syncRunId} /> : null}
      {dismiss.isSuccess ? (
        <span role="status" className="text-sm text-good">
          {productsText(dismiss.data.dismissed)} dismissed
        </span>
      ) : null}
      <Refusal error={error} />
      {asking === 'replay' && preview.data ? (
        <Asking
          text={previewText(preview.data)}
          yes={`Start ${productsText(preview.data.products)}`}
          disabled={busy || preview.data.products === 0}
          onYes={() => replay.mutate()}
          onNo={() => setAsking(null)}
        />
      ) : null}
      {asking === 'dismiss' ? (
        <Asking
          text={`${productsText(count)} leave this list. Nothing is deleted; what fails again is here again.`}
          yes={`Dismiss ${productsText(count)}`}
          disabled={busy}
          onYes={() => dismiss.mutate()}
          onNo={() => setAsking(null)}
        />
      ) : null}
    </div>
  );
}

interface AskingProps {
  text: string;
  yes: string;
  disabled: boolean;
  onYes: () => void;
  onNo: () => void;
}

function Asking({ text, yes, disabled, onYes, onNo }: AskingProps) {
  return (
    <fieldset aria-label="Confirm" className="flex basis-full flex-wrap items-center gap-3 rounded-lg bg-sunken p-3">
      <p role="status" className="max-w-prose text-sm">
        {text}
      </p>
      <span className="flex gap-2">
        <Button size="sm" disabled={disabled} onClick={onYes} autoFocus>
          {yes}
        </Button>
        <Button size="sm" look="ghost" onClick={onNo}>
          Cancel
        </Button>
      </span>
    </fieldset>
  );
}

const productsText = (count: number): string =>
  count === 1 ? '1 product' : `${count.toLocaleString('en-KE')} products`;

function previewText({ products, sellers, leftOver, stages }: ReplayPreview): string {
  if (products === 0) return 'Nothing of this is left: it is on its way already, or was dismissed.';
  const where = stages.map(
    ({ stage, products: at }) => `${at.toLocaleString('en-KE')} at ${STAGE_NAMES[stage] ?? stage}`,
  );
  const whose = sellers === 1 ? 'one seller' : `${sellers} sellers`;
  const rest = leftOver > 0 ? ` ${productsText(leftOver)} more are left for the next replay.` : '';
  return (
    `${productsText(products)} of ${whose} failed: ${where.join(', ')}. ` +
    `All of them begin again with being read, in a sync of their own.${rest}`
  );
}
