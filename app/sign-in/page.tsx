import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { currentUser } from '@/app/server/session';
import { Logo } from '@/components/brand/logo';
import { SignInForm } from '@/components/session/sign-in-form';
import { signIn } from './actions';
import { ownPath } from './own-path';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };

export default async function SignInPage({ searchParams }: { searchParams: PageSearchParams }) {
  const next = ownPath(new Map(await searchParamEntries(searchParams)).get('next'));
  if (await currentUser()) redirect(next);
  return (
    <main className="grid flex-1 place-items-center px-4 py-10">
      <div className="w-full max-w-sm overflow-hidden rounded-2xl border border-line bg-surface shadow-high">
        <div aria-hidden className="kitenge kitenge-edge" />
        <div className="px-6 pt-5 pb-7 sm:px-8">
          <Link href="/" aria-label="Soko, home" className="inline-block rounded-md">
            <Logo />
          </Link>
          <h1 className="mt-5 text-2xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1 mb-5 text-[0.9375rem] text-ink-soft">
            For moderators and admins. Shoppers and sellers need no account.
          </p>
          <SignInForm signIn={signIn} next={next} />
        </div>
      </div>
    </main>
  );
}
