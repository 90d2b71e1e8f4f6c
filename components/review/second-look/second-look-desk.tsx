'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, sendJson } from '@/components/api/api-request';
import { JudgedPicture } from '@/components/review/subject/judged-picture';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import type { SecondLookItem } from '@/lib/moderation/second-look/read-second-looks';
import { VerdictForm, type VerdictGiven } from './verdict-form';

interface SecondLookDeskProps {
  items: SecondLookItem[];
  policy: Pick<Policy, 'texts'>;
}

/** One product after the other, decided by its picture and words alone. */
export function SecondLookDesk({ items, policy }: SecondLookDeskProps) {
  const router = useRouter();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const waiting = items.filter(({ id }) => !done.has(id));
  const [item] = waiting;

  const leave = (id: string) => {
    setDone((before) => new Set(before).add(id));
    if (waiting.length <= 1) router.refresh();
  };
  const decide = useMutation({
    mutationFn: ({ id, ...verdict }: VerdictGiven & { id: string }) =>
      sendJson('secondLookDecided', '/api/review/second-looks', { secondLookId: id, ...verdict }),
    onSuccess: (_, { id }) => leave(id),
    onError: (error, { id }) => {
      if (error instanceof ApiError && error.code === 'second_look_taken') leave(id);
    },
  });
  const refused = decide.isError ? <Notice live tone="warn" title={decide.error.message} className="mb-4" /> : null;

  if (!item) {
    return (
      <>
        {refused}
        <EmptyState title="Nothing to look at a second time">
          A random share of what others decide comes here, as large as the policy says. Your own decisions never do.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {refused}
      <article
        key={item.id}
        className="grid animate-settle gap-6 rounded-xl border border-line bg-surface p-4 sm:p-5
          xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
      >
        <div className="flex min-w-0 flex-col gap-3">
          <JudgedPicture item={item} blocked={false} className="aspect-square max-h-[calc(100dvh-12rem)] w-full" />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <div className="[overflow-wrap:anywhere]">
            <h2 className="text-2xl leading-tight font-semibold">{item.title ?? 'Untitled product'}</h2>
            <p className="mt-1 text-ink-soft">{item.businessName ?? 'WhatsApp seller'}</p>
            {item.priceText ? <p className="tabular mt-2 text-lg font-semibold">{item.priceText}</p> : null}
            <p className="mt-3 max-h-72 max-w-prose overflow-y-auto leading-relaxed whitespace-pre-line">
              {item.description ?? <span className="text-ink-soft">The seller wrote nothing more.</span>}
            </p>
          </div>
          <VerdictForm
            policy={policy}
            pending={decide.isPending}
            onDecide={(verdict) => decide.mutate({ id: item.id, ...verdict })}
          />
        </div>
      </article>
    </>
  );
}
