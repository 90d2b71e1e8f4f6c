'use client';

import { useMutation } from '@tanstack/react-query';
import { BadgeCheck, Ban, Play, RefreshCw, ShieldCheck, Trash2 } from 'lucide-react';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Refusal } from '@/components/ui/refusal';
import { ActForm } from './act-form';
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
  return (
    <ActForm
      id="suspend-reason"
      label="Suspend: why"
      input={{ maxLength: 500, placeholder: 'For whoever comes upon it' }}
      path={path}
      bodyOf={(reason) => ({ action: 'suspend', reason: reason.trim() || null })}
      look="bad"
      button={
        <>
          <Ban aria-hidden /> Suspend now
        </>
      }
    >
      All of theirs leaves the market at once, and comes back when resumed.
    </ActForm>
  );
}

/** For catalogues that WhatsApp shows in its app only: no product of theirs can be known to be the shop's. */
function Prove({ path }: { path: string }) {
  return (
    <ActForm
      id="prove-code"
      label="Code that came from their number"
      input={{ maxLength: 500, autoComplete: 'off', placeholder: 'SOKO-KFMR-TQZW' }}
      path={path}
      bodyOf={(code) => ({ action: 'prove', code })}
      isEnough={(code) => code.trim() !== ''}
      look="quiet"
      button={
        <>
          <ShieldCheck aria-hidden /> Make it theirs
        </>
      }
    >
      Only for a code that reached you by WhatsApp from exactly this number: its device owns the shop from then on.
    </ActForm>
  );
}

function Erase({ path, phone }: { path: string; phone: string }) {
  return (
    <ActForm
      id="erase-phone"
      label={`Erase for good: type ${phone}`}
      input={{ inputMode: 'tel', autoComplete: 'off' }}
      path={path}
      bodyOf={(typed) => ({ action: 'erase', phone: typed })}
      isEnough={(typed) => typed.replace(/\D/g, '') === phone}
      look="bad"
      button={
        <>
          <Trash2 aria-hidden /> Erase everything
        </>
      }
    >
      Products, vectors, pictures, syncs and logs. The number is not ingested again. It cannot be taken back.
    </ActForm>
  );
}
