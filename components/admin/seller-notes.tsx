'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { sendJson } from '@/components/api/api-request';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { Refusal } from '@/components/ui/refusal';

interface SellerNotesProps {
  sellerId: string;
  notes: { id: string; text: string; author: string; at: string }[];
  acts: { id: string; action: string; actor: string; reason: string | null; at: string }[];
}

/** What admins remember about a seller, and what was done to them; never shown to the seller. */
export function SellerNotes({ sellerId, notes, acts }: SellerNotesProps) {
  const router = useRouter();
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () => sendJson('sellerActed', `/api/admin/sellers/${sellerId}`, { action: 'note', text }),
    onSuccess: () => {
      setText('');
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <section aria-labelledby="notes" className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <h2 id="notes" className="text-base font-semibold">
        Notes and history
      </h2>
      <form onSubmit={submit} className="flex flex-col items-start gap-2">
        <Field id="note" label="A note for other admins" className="w-full">
          <Textarea
            id="note"
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="text-sm"
          />
        </Field>
        <Button type="submit" look="quiet" size="sm" disabled={add.isPending || text.trim() === ''}>
          Keep the note
        </Button>
        <Refusal error={add.error} />
      </form>
      <ul className="flex flex-col gap-3">
        {notes.map(({ id, text: kept, author, at }) => (
          <li key={id}>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">{kept}</p>
            <p className="text-xs text-ink-faint">
              {author} · <RelativeTime at={at} />
            </p>
          </li>
        ))}
      </ul>
      {acts.length > 0 ? (
        <ul aria-label="What was done" className="flex flex-col gap-1 border-t border-line pt-3 text-sm text-ink-soft">
          {acts.map(({ id, action, actor, reason, at }) => (
            <li key={id}>
              {action.replaceAll(/[._]/g, ' ')} · {actor} · <RelativeTime at={at} />
              {reason ? ` · ${reason}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
