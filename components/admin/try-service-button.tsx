'use client';

import { useMutation } from '@tanstack/react-query';
import { LoaderCircle, RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Refusal } from '@/components/ui/refusal';
import type { PausedService } from '@/lib/service-faults/paused-services.schema';

/** One product is on its way to the service and back within this, most of the time. */
const TRIAL_MS = 6_000;

/** Has a paused service tried now, then shows what came of it. */
export function TryServiceButton({ service }: Pick<PausedService, 'service'>) {
  const router = useRouter();
  const trial = useMutation({
    mutationFn: async () => {
      await sendJson('serviceTried', '/api/admin/try-service', { service });
      await new Promise((resolve) => setTimeout(resolve, TRIAL_MS));
      router.refresh();
    },
  });
  return (
    <span className="inline-flex items-center gap-2">
      <Button look="quiet" size="sm" onClick={() => trial.mutate()} disabled={trial.isPending}>
        {trial.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : <RotateCcw aria-hidden />}
        {trial.isPending ? 'Being tried' : 'Try now'}
      </Button>
      <Refusal error={trial.error} className="max-w-64 text-xs" />
      <span role="status" className="sr-only">
        {trial.isSuccess ? 'It was tried.' : ''}
      </span>
    </span>
  );
}
