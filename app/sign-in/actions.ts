'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { isHttps } from '@/app/server/same-origin';
import { auth } from '@/app/wiring/process';
import { SESSION_COOKIE, type StartedSession } from '@/lib/platform/auth';
import { SokoError } from '@/lib/platform/errors';
import { ownPath } from './own-path';

export interface SignInState {
  problem: string | null;
  email: string;
}

const formSchema = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  password: z.string().min(1).max(128),
});
const WRONG = 'This e-mail and password don’t go together. Check both and try again.';

/** Next refuses this action when another site's page sends it (Origin against Host). */
export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').slice(0, 254);
  const credentials = formSchema.safeParse({ email, password: form.get('password') });
  if (!credentials.success) return { problem: 'Enter your e-mail and your password.', email };

  const requestHeaders = await headers();
  const ip = clientAddress(requestHeaders);
  let session: StartedSession | null;
  try {
    session = await rateLimits().signIns.attempt({ email: credentials.data.email, address: ip }, () =>
      auth().signIn(credentials.data, { ip, userAgent: requestHeaders.get('user-agent') }),
    );
  } catch (error) {
    if (error instanceof SokoError) return { problem: error.message, email };
    throw error;
  }
  if (!session) return { problem: WRONG, email };
  (await cookies()).set(SESSION_COOKIE, session.cookieValue, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: session.maxAgeSeconds,
    secure: isHttps(),
  });
  redirect(ownPath(String(form.get('next') ?? '')));
}

export async function signOut(): Promise<void> {
  await auth().signOut(await headers());
  (await cookies()).delete(SESSION_COOKIE);
  redirect('/sign-in');
}
