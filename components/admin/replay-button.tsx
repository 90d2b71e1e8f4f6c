'use client';

import { useMutation } from '@tanstack/react-query';
import { Check, LoaderCircle, RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';

interface ReplayButtonProps {
  work: { productIds: string[] } | { syncRunId: string };
  label: string;
}

/** Starts failed work again and says so in place. */
export function ReplayButton({ work, label }: ReplayButtonProps) {
  const router = useRouter();
  const replay = useMutation({
    mutationFn: () => sendJson('replayed', '/api/admin/replay', work),
    onSuccess: () => router.refresh(),
  });
  if (replay.isSuccess) {
    return (
      <span role="status" className="inline-flex h-8 items-center gap-1.5 text-sm whitespace-nowrap text-good">
        <Check aria-hidden className="size-4" /> Started again
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-2">
      <Button look="quiet" size="sm" onClick={() => replay.mutate()} disabled={replay.isPending}>
        {replay.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : <RotateCcw aria-hidden />}
        {label}
      </Button>
      {replay.isError ? (
        <span role="alert" className="max-w-64 text-xs text-bad">
          {replay.error.message}
        </span>
      ) : null}
    </span>
  );
}
