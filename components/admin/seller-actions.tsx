'use client';

import { useMutation } from '@tanstack/react-query';
import { BadgeCheck, Ban, Play, RefreshCw, ShieldCheck, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Refusal } from '@/components/ui/refusal';
import { ActionButton } from './action-button';
import { Started } from './replay-button';

interface SellerActionsProps {
  sellerId: string;
  phone: string;
  isSuspended: boolean;
  isApproved: boolean;
  isErasing: boolean;
}

/** What an admin can do about a seller. */
export function SellerActions({ sellerId, phone, isSuspended, isApproved, isErasing }: SellerActionsProps) {
  const path = `/api/admin/sellers/${sellerId}`;
  return (
    <section aria-labelledby="actions" className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <h2 id="actions" className="text-base font-semibold">
        Actions
      </h2>
      <div className="flex flex-wrap gap-2">
        <ActionButton
          answer="sellerActed"
          path={path}
          body={{ action: isApproved ? 'withdraw_approval' : 'approve' }}
          label={isApproved ? 'Withdraw approval' : 'Approve'}
          done={isApproved ? 'Approved' : 'Withdrawn'}
          icon={<BadgeCheck aria-hidden />}
        />
        <SyncAgain path={path} />
        {isSuspended ? (
          <ActionButton
            answer="sellerActed"
            path={path}
            body={{ action: 'resume' }}
            label="Resume"
            done="Resumed"
            icon={<Play aria-hidden />}
          />
        ) : null}
      </div>
      {isSuspended ? null : <Suspend path={path} />}
      {isErasing ? null : <Prove path={path} />}
      {isErasing ? null : <Erase path={path} phone={phone} />}
    </section>
  );
}

function SyncAgain({ path }: { path: string }) {
  const sync = useMutation({ mutationFn: () => sendJson('sellerActed', path, { action: 'sync' }) });
  if (sync.data?.syncRunId) return <Started syncRunId={sync.data.syncRunId} />;
  return (
    <span className="inline-flex items-center gap-2">
      <Button look="quiet" size="sm" disabled={sync.isPending} onClick={() => sync.mutate()}>
        <RefreshCw aria-hidden /> Visit the catalogue again
      </Button>
      <Refusal error={sync.error} />
    </span>
  );
}

function Suspend({ path }: { path: string }) {
  const router = useRouter();
  const [reason, setReason] = useState('');
  const suspend = useMutation({
    mutationFn: () => sendJson('sellerActed', path, { action: 'suspend', reason: reason.trim() || null }),
    onSuccess: () => router.refresh(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    suspend.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2 border-t border-line pt-4">
      <Field id="suspend-reason" label="Suspend: why" className="min-w-56 flex-1">
        <Input
          id="suspend-reason"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          placeholder="For whoever comes upon it"
          className="h-9 text-sm"
        />
      </Field>
      <Button type="submit" look="bad" size="sm" className="h-9" disabled={suspend.isPending}>
        <Ban aria-hidden /> Suspend now
      </Button>
      <p className="basis-full text-sm text-ink-soft">
        All of theirs leaves the market at once, and comes back when resumed.
      </p>
      <Refusal error={suspend.error} />
    </form>
  );
}

/** For catalogues that WhatsApp shows in its app only: no product of theirs can be known to be the shop's. */
function Prove({ path }: { path: string }) {
  const router = useRouter();
  const [code, setCode] = useState('');
  const prove = useMutation({
    mutationFn: () => sendJson('sellerActed', path, { action: 'prove', code }),
    onSuccess: () => {
      setCode('');
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2 border-t border-line pt-4">
      <Field id="prove-code" label="Code that came from their number" className="min-w-56 flex-1">
        <Input
          id="prove-code"
          value={code}
          maxLength={500}
          autoComplete="off"
          placeholder="SOKO-KFMR-TQZW"
          onChange={(event) => setCode(event.target.value)}
          className="h-9 text-sm"
        />
      </Field>
      <Button type="submit" look="quiet" size="sm" className="h-9" disabled={prove.isPending || code.trim() === ''}>
        <ShieldCheck aria-hidden /> Make it theirs
      </Button>
      <p className="basis-full text-sm text-ink-soft">
        Only for a code that reached you by WhatsApp from exactly this number: its device owns the shop from then on.
      </p>
      <Refusal error={prove.error} />
    </form>
  );
}

function Erase({ path, phone }: { path: string; phone: string }) {
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const erase = useMutation({
    mutationFn: () => sendJson('sellerActed', path, { action: 'erase', phone: typed }),
    onSuccess: () => router.refresh(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    erase.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2 border-t border-line pt-4">
      <Field id="erase-phone" label={`Erase for good: type ${phone}`} className="min-w-56 flex-1">
        <Input
          id="erase-phone"
          value={typed}
          inputMode="tel"
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          className="h-9 text-sm"
        />
      </Field>
      <Button
        type="submit"
        look="bad"
        size="sm"
        className="h-9"
        disabled={erase.isPending || typed.replace(/\D/g, '') !== phone}
      >
        <Trash2 aria-hidden /> Erase everything
      </Button>
      <p className="basis-full text-sm text-ink-soft">
        Products, vectors, pictures, syncs and logs. The number is not ingested again. It cannot be taken back.
      </p>
      <Refusal error={erase.error} />
    </form>
  );
}
