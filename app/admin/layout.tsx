import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { requirePageRole } from '@/app/server/session';
import { signOut } from '@/app/sign-in/actions';
import { FindBox } from '@/components/admin/find-box';
import { ConsoleShell } from '@/components/console/console-shell';

export const metadata: Metadata = {
  title: { default: 'Admin', template: '%s · Soko admin' },
  robots: { index: false },
};

// Layouts are not run again on every navigation: each page below asks for the role itself as well.
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await requirePageRole('admin');
  return (
    <ConsoleShell user={user} signOut={signOut} tools={<FindBox />}>
      {children}
    </ConsoleShell>
  );
}
