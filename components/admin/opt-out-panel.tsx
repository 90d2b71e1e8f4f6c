'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { sendJson } from '@/components/api/api-request';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Refusal } from '@/components/ui/refusal';

interface OptOutPanelProps {
  count: number;
  newest: { hash: string; at: string }[];
}

/** Numbers that are left out: only hashes of them are kept, so that lifting one takes the number. */
export function OptOutPanel({ count, newest }: OptOutPanelProps) {
  const router = useRouter();
  const [phone, setPhone] = useState('');
  const lift = useMutation({
    mutationFn: () => sendJson('optOutLifted', '/api/admin/opt-outs', { phone }),
    onSuccess: () => {
      setPhone('');
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    lift.mutate();
  };
  return (
    <section aria-labelledby="opt-outs" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 id="opt-outs" className="text-base font-semibold">
        Left out <span className="tabular font-normal text-ink-faint">{count}</span>
      </h2>
      <p className="text-sm text-ink-soft">
        Sellers who were erased are not ingested again. Only a hash of each number is kept: to let one in again, type
        the number.
      </p>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Field id="lift-phone" label="Number with country code" className="min-w-48 flex-1">
          <Input
            id="lift-phone"
            value={phone}
            inputMode="tel"
            autoComplete="off"
            onChange={(event) => setPhone(event.target.value)}
            placeholder="+254 712 345 678"
            className="h-9 text-sm"
          />
        </Field>
        <Button type="submit" look="quiet" size="sm" className="h-9" disabled={lift.isPending || phone.trim() === ''}>
          Let in again
        </Button>
      </form>
      {lift.isSuccess ? (
        <p role="status" className="text-sm text-good">
          The number may be ingested again. What was erased in the last hour may take that long.
        </p>
      ) : null}
      <Refusal error={lift.error} />
      {newest.length > 0 ? (
        <ul className="tabular flex flex-col gap-1 text-sm text-ink-soft">
          {newest.map(({ hash, at }) => (
            <li key={hash}>
              <code className="text-xs">{hash}…</code> <RelativeTime at={at} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
