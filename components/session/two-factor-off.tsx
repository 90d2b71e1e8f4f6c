'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

interface TwoFactorState {
  problem: string | null;
  setup: { picture: string; secret: string; backupCodes: string[] } | null;
}

const FIRST: TwoFactorState = { problem: null, setup: null };

interface TwoFactorOffProps {
  setUp: (before: TwoFactorState, form: FormData) => Promise<TwoFactorState>;
}

/** Sets an authenticator app up: the password, then its QR code, then a code of it. */
export function TwoFactorOff({ setUp }: TwoFactorOffProps) {
  const [state, submit, pending] = useActionState(setUp, FIRST);
  return (
    <form action={submit} className="mt-1 flex flex-col gap-4">
      <p className="text-ink-soft">
        Off. With it, signing in asks for a code of an app on your phone beside the password: a stolen password alone
        opens nothing.
      </p>
      {state.problem ? <Notice live tone="bad" title={state.problem} /> : null}
      {state.setup === null ? (
        <Field id="password" label="Your password, to set it up" className="max-w-sm">
          <Input id="password" name="password" type="password" autoComplete="current-password" required />
        </Field>
      ) : (
        <Setup {...state.setup} />
      )}
      <Button type="submit" disabled={pending} className="self-start">
        {state.setup === null ? 'Set up' : 'Turn on'}
      </Button>
    </form>
  );
}

function Setup({ picture, secret, backupCodes }: NonNullable<TwoFactorState['setup']>) {
  return (
    <>
      <div className="flex flex-wrap items-start gap-5">
        {/* biome-ignore lint/performance/noImgElement: made on the spot, of a few hundred bytes */}
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(picture)}`}
          alt="QR code of the secret"
          className="size-48 rounded-lg border border-line bg-white p-2"
        />
        <div className="min-w-0 flex-1 basis-56">
          <p>Scan it with an authenticator app, or type this into it:</p>
          <code className="mt-2 block rounded-md bg-sunken px-3 py-2 [overflow-wrap:anywhere]">{secret}</code>
        </div>
      </div>
      <div>
        <p>Keep these for when you lose the phone. Each opens once. They are not shown again.</p>
        <ul className="tabular mt-2 grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunken px-3 py-2 sm:grid-cols-5">
          {backupCodes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
      <Field id="code" label="The six digits that the app shows now" className="max-w-sm">
        <Input id="code" name="code" inputMode="numeric" autoComplete="one-time-code" required maxLength={8} />
      </Field>
    </>
  );
}
