import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { NewPerson, PersonActions } from '@/components/admin/people-forms';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { listUsers } from '@/lib/platform/auth-users';
import { changePeople } from './actions';

export const metadata: Metadata = { title: 'People' };

export default async function UsersPage() {
  const admin = await requirePageRole('admin');
  const users = await listUsers(database());
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-5">
      <div>
        <h1 className="text-xl font-semibold">People</h1>
        <p className="mt-1 max-w-prose text-ink-soft">
          Who may sign in. A moderator reviews products; an admin may do everything. A password is made for them and
          shown once.
        </p>
      </div>
      <section aria-label="Add somebody" className="rounded-xl border border-line bg-surface p-4">
        <NewPerson change={changePeople} />
      </section>
      <Table label="People who may sign in">
        <Head>
          <HeadCell>Name</HeadCell>
          <HeadCell>E-mail</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell>App</HeadCell>
          <HeadCell>Sessions</HeadCell>
          <HeadCell>Added</HeadCell>
          <HeadCell>Last sign-in</HeadCell>
          <HeadCell>Change</HeadCell>
        </Head>
        <tbody>
          {users.map((user) => (
            <Row key={user.id}>
              <Cell className="font-medium">
                {user.name}
                {user.id === admin.id ? <span className="font-normal text-ink-soft"> (you)</span> : null}
              </Cell>
              <Cell>{user.email}</Cell>
              <Cell>
                <Badge tone={user.role === 'admin' ? 'accent' : 'neutral'}>{user.role}</Badge>
              </Cell>
              <Cell>{user.twoFactor ? 'on' : <span className="text-ink-soft">off</span>}</Cell>
              <Cell>{user.sessions}</Cell>
              <Cell className="whitespace-nowrap text-ink-soft">
                <RelativeTime at={user.createdAt} />
              </Cell>
              <Cell className="whitespace-nowrap text-ink-soft">
                {user.lastSignInAt ? <RelativeTime at={user.lastSignInAt} /> : 'never'}
              </Cell>
              <Cell className="min-w-72">
                <PersonActions person={user} change={changePeople} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
