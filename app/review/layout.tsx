import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { requirePageRole } from '@/app/server/session';
import { signOut } from '@/app/sign-in/actions';
import { ConsoleShell } from '@/components/console/console-shell';

export const metadata: Metadata = { title: 'Review', robots: { index: false } };

// Layouts are not run again on every navigation: each page below asks for the role itself as well.
export default async function ReviewLayout({ children }: { children: ReactNode }) {
  const user = await requirePageRole('moderator');
  return (
    <ConsoleShell user={user} signOut={signOut}>
      {children}
    </ConsoleShell>
  );
}
