'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

interface TwoFactorState {
  problem: string | null;
  setup: { picture: string; secret: string; backupCodes: string[] } | null;
}

interface TwoFactorOnProps {
  end: (before: TwoFactorState, form: FormData) => Promise<TwoFactorState>;
}

export function TwoFactorOn({ end }: TwoFactorOnProps) {
  const [state, submit, pending] = useActionState(end, { problem: null, setup: null });
  return (
    <form action={submit} className="mt-1 flex flex-col gap-4">
      <p className="text-ink-soft">On. Signing in asks for a code of your app.</p>
      {state.problem ? <Notice live tone="bad" title={state.problem} /> : null}
      <Field id="password" label="Your password, to turn it off" className="max-w-sm">
        <Input id="password" name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" look="bad" disabled={pending} className="self-start">
        Turn off
      </Button>
    </form>
  );
}
