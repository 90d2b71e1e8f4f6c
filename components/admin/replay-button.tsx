'use client';

import { useMutation } from '@tanstack/react-query';
import { Check, LoaderCircle, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Refusal } from '@/components/ui/refusal';

interface ReplayButtonProps {
  work: { productIds: string[] } | { syncRunId: string };
  label: string;
}

/** Starts work again, and leads to what it started. */
export function ReplayButton({ work, label }: ReplayButtonProps) {
  const replay = useMutation({ mutationFn: () => sendJson('replayed', '/api/admin/replay', work) });
  if (replay.isSuccess) return <Started syncRunId={replay.data.syncRunId} />;
  return (
    <span className="inline-flex items-center gap-2">
      <Button look="quiet" size="sm" onClick={() => replay.mutate()} disabled={replay.isPending}>
        {replay.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : <RotateCcw aria-hidden />}
        {label}
      </Button>
      <Refusal error={replay.error} className="max-w-64 text-xs" />
    </span>
  );
}

export function Started({ syncRunId }: { syncRunId: string }) {
  return (
    <span role="status" className="inline-flex h-8 items-center gap-1.5 text-sm whitespace-nowrap text-good">
      <Check aria-hidden className="size-4" /> Started again:
      <Link href={`/admin/syncs/${syncRunId}`} prefetch={false} className="underline">
        see it
      </Link>
    </span>
  );
}
