import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { listUsers } from '@/lib/platform/auth-users';

export const metadata: Metadata = { title: 'People' };

export default async function UsersPage() {
  await requirePageRole('admin');
  const users = await listUsers(database());
  return (
    <div className="mx-auto max-w-5xl">
      <h1 className="text-xl font-semibold">People</h1>
      <p className="mt-1 mb-4 text-ink-soft">
        Who may sign in. Add or remove somebody, or sign them out, on the machine that runs Soko:{' '}
        <code className="rounded-sm bg-sunken px-1.5 py-0.5 text-[13px]">npm run soko -- users --help</code>
      </p>
      <Table label="People who may sign in">
        <Head>
          <HeadCell>Name</HeadCell>
          <HeadCell>E-mail</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell>Added</HeadCell>
          <HeadCell>Last sign-in</HeadCell>
        </Head>
        <tbody>
          {users.map((user) => (
            <Row key={user.id}>
              <Cell className="font-medium">{user.name}</Cell>
              <Cell>{user.email}</Cell>
              <Cell>
                <Badge tone={user.role === 'admin' ? 'accent' : 'neutral'}>{user.role}</Badge>
              </Cell>
              <Cell className="whitespace-nowrap text-ink-soft">
                <RelativeTime at={user.createdAt} />
              </Cell>
              <Cell className="whitespace-nowrap text-ink-soft">
                {user.lastSignInAt ? <RelativeTime at={user.lastSignInAt} /> : 'never'}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
