'use client';

import { LoaderCircle } from 'lucide-react';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

interface SignInState {
  problem: string | null;
  email: string;
}

interface SignInFormProps {
  action: (before: SignInState, form: FormData) => Promise<SignInState>;
  /** Where to go afterwards. */
  next: string;
}

export function SignInForm({ action, next }: SignInFormProps) {
  const [state, submit, pending] = useActionState(action, { problem: null, email: '' });
  return (
    <form action={submit} className="flex flex-col gap-4">
      {state.problem ? <Notice live tone="bad" title={state.problem} /> : null}
      <input type="hidden" name="next" value={next} />
      <Field id="email" label="E-mail">
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={state.email}
          autoCapitalize="none"
        />
      </Field>
      <Field id="password" label="Password">
        <Input id="password" name="password" type="password" autoComplete="current-password" required maxLength={128} />
      </Field>
      <Button type="submit" size="lg" disabled={pending} className="mt-1">
        {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
