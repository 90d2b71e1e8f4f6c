'use client';

import { useMutation } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Refusal } from '@/components/ui/refusal';

/** Takes one decision back, however old: what held before it holds again. */
export function UndoButton({ decisionId, what }: { decisionId: string; what: string }) {
  const router = useRouter();
  const [key] = useState(() => crypto.randomUUID());
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => sendJson('reviewDecided', '/api/review/decisions/undo', { key, decisionId }),
    onSuccess: () => router.refresh(),
  });
  return (
    <>
      <Button
        look="quiet"
        size="sm"
        aria-label={`Take back: ${what}`}
        disabled={isPending || isSuccess}
        onClick={() => mutate()}
      >
        <Undo2 aria-hidden /> Undo
      </Button>
      <Refusal error={error} className="block mt-1 max-w-56 text-xs" />
    </>
  );
}
