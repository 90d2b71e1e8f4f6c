import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { requirePageRole } from '@/app/server/session';
import { signOut } from '@/app/sign-in/actions';
import { ConsoleShell } from '@/components/console/console-shell';

export const metadata: Metadata = { title: 'Your account', robots: { index: false } };

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const user = await requirePageRole('moderator');
  return (
    <ConsoleShell user={user} signOut={signOut}>
      {children}
    </ConsoleShell>
  );
}
