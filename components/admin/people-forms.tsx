'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';

interface PeopleState {
  problem: string | null;
  told: string | null;
  password: string | null;
}

type ChangePeople = (before: PeopleState, form: FormData) => Promise<PeopleState>;

const NOTHING: PeopleState = { problem: null, told: null, password: null };

export function NewPerson({ change }: { change: ChangePeople }) {
  const [state, submit, pending] = useActionState(change, NOTHING);
  return (
    <form action={submit} className="flex flex-col gap-3">
      <Outcome state={state} />
      <div className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="change" value="create" />
        <Field id="new-email" label="E-mail" className="min-w-56 flex-1">
          <Input id="new-email" name="email" type="email" required maxLength={254} autoComplete="off" />
        </Field>
        <Field id="new-name" label="Name" className="min-w-40 flex-1">
          <Input id="new-name" name="name" maxLength={100} autoComplete="off" />
        </Field>
        <Field id="new-role" label="Role">
          <Select id="new-role" name="role" defaultValue="moderator">
            <option value="moderator">Moderator</option>
            <option value="admin">Admin</option>
          </Select>
        </Field>
        <Button type="submit" disabled={pending}>
          Add
        </Button>
      </div>
    </form>
  );
}

interface PersonActionsProps {
  person: { email: string; role: string; twoFactor: boolean };
  change: ChangePeople;
}

/** What can be done about one person; what cannot be undone lies one step deeper. */
export function PersonActions({ person: { email, role, twoFactor }, change }: PersonActionsProps) {
  const [state, submit, pending] = useActionState(change, NOTHING);
  const other = role === 'admin' ? 'moderator' : 'admin';
  const button = (name: string, label: string) => (
    <Button type="submit" name="change" value={name} look="quiet" size="sm" disabled={pending}>
      {label}
    </Button>
  );
  return (
    <form action={submit} className="flex flex-col gap-2">
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="role" value={other} />
      <div className="flex flex-wrap gap-2">
        {button('role', `Make ${other}`)}
        {button('sign_out', 'Sign out')}
        {button('password', 'New password')}
        {twoFactor ? button('two_factor', 'Reset app') : null}
        <details className="group">
          <summary
            className="inline-flex h-8 cursor-pointer items-center px-2 text-[0.8125rem] text-ink-soft
              hover:text-ink"
          >
            Remove…
          </summary>
          <Button type="submit" name="change" value="remove" look="bad" size="sm" disabled={pending} className="mt-1">
            Remove {email} for good
          </Button>
        </details>
      </div>
      <Outcome state={state} />
    </form>
  );
}

function Outcome({ state: { problem, told, password } }: { state: PeopleState }) {
  if (problem !== null) return <Notice live tone="bad" title={problem} />;
  if (told === null) return null;
  return (
    <Notice live tone="good" title={told}>
      {password === null ? null : (
        <>
          Password, shown this once: <code className="rounded-sm bg-sunken px-1.5 py-0.5">{password}</code>
        </>
      )}
    </Notice>
  );
}
