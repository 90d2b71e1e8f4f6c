'use client';

import { LoaderCircle } from 'lucide-react';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

interface SignInState {
  problem: string | null;
  email: string;
  step: 'password' | 'code';
}

interface SignInFormProps {
  signIn: (before: SignInState, form: FormData) => Promise<SignInState>;
  /** Where to go afterwards. */
  next: string;
}

const FIRST: SignInState = { problem: null, email: '', step: 'password' };

export function SignInForm({ signIn, next }: SignInFormProps) {
  const [state, submit, pending] = useActionState(signIn, FIRST);
  return (
    <form action={submit} className="flex flex-col gap-4">
      {state.problem ? <Notice live tone="bad" title={state.problem} /> : null}
      <input type="hidden" name="next" value={next} />
      {state.step === 'code' ? <CodeFields email={state.email} /> : <PasswordFields email={state.email} />}
      <Button type="submit" size="lg" disabled={pending} className="mt-1">
        {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

function PasswordFields({ email }: { email: string }) {
  return (
    <>
      <Field id="email" label="E-mail">
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={email}
          autoCapitalize="none"
        />
      </Field>
      <Field id="password" label="Password">
        <Input id="password" name="password" type="password" autoComplete="current-password" required maxLength={128} />
      </Field>
    </>
  );
}

function CodeFields({ email }: { email: string }) {
  return (
    <>
      <input type="hidden" name="email" value={email} />
      <Field
        id="code"
        label="Code"
        hint="The six digits that your authenticator app shows, or one of the codes that you kept."
      >
        <Input
          id="code"
          name="code"
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="none"
          required
          // The first step's field had the focus, and is gone.
          autoFocus
          maxLength={20}
          aria-describedby="code-hint"
        />
      </Field>
    </>
  );
}
