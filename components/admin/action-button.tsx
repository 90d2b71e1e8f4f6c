'use client';

import { useMutation } from '@tanstack/react-query';
import { Check, LoaderCircle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import type { AnswerName } from '@/components/api/answers';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Refusal } from '@/components/ui/refusal';

interface ActionButtonProps {
  /** What the API answers. */
  answer: AnswerName;
  path: string;
  body: object;
  label: string;
  /** What is said once it is done; the page then shows what holds. */
  done: string;
  icon?: ReactNode;
  look?: 'primary' | 'quiet' | 'good' | 'bad';
}

/** Does one thing and says in place how it went. */
export function ActionButton({ answer, path, body, label, done, icon, look = 'quiet' }: ActionButtonProps) {
  const router = useRouter();
  const act = useMutation({
    mutationFn: () => sendJson(answer, path, body),
    onSuccess: () => router.refresh(),
  });
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button look={look} size="sm" onClick={() => act.mutate()} disabled={act.isPending}>
        {act.isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
        {label}
      </Button>
      <span role="status" className="inline-flex items-center gap-1 text-sm text-good empty:hidden">
        {act.isSuccess ? (
          <>
            <Check aria-hidden className="size-4" /> {done}
          </>
        ) : null}
      </span>
      <Refusal error={act.error} className="max-w-64 text-xs" />
    </span>
  );
}
