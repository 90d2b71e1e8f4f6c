'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Refusal } from '@/components/ui/refusal';

interface SettleButtonsProps {
  productId: string;
  version: number;
  /** Of whoever rejected it. */
  problems: string[];
}

/** An admin's own decision, which settles it. */
export function SettleButtons({ productId, version, problems }: SettleButtonsProps) {
  const router = useRouter();
  const settle = useMutation({
    mutationFn: (decision: 'approved' | 'rejected') =>
      sendJson('reviewDecided', '/api/review/decisions', {
        ...{ productId, version, decision },
        problems: decision === 'rejected' ? problems : [],
        note: 'Settled after a second look',
      }),
    onSettled: () => router.refresh(),
  });
  const waits = settle.isPending || settle.isSuccess;
  return (
    <div className="flex flex-col items-start gap-1.5">
      <div className="flex gap-2">
        <Button look="good" size="sm" disabled={waits} onClick={() => settle.mutate('approved')}>
          Approve
        </Button>
        <Button look="bad" size="sm" disabled={waits} onClick={() => settle.mutate('rejected')}>
          Reject
        </Button>
      </div>
      <Refusal error={settle.error} className="max-w-64 text-xs" />
    </div>
  );
}
