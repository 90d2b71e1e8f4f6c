'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { cookieOptions } from '@/app/server/cookie-options';
import { attemptSignIn } from '@/app/server/sign-in-attempt';
import { auth } from '@/app/wiring/process';
import { CHALLENGE_COOKIE, SESSION_COOKIE, type StartedSession } from '@/lib/platform/auth';
import { ownPath } from './own-path';

export interface SignInState {
  problem: string | null;
  email: string;
  /** What is asked for: the password first, then, of who has an authenticator app, its code. */
  step: 'password' | 'code';
}

/** The state before comes back from the browser: it may say anything. */
const stepSchema = z.object({ step: z.literal('code') });
const formSchema = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  password: z.string().min(1).max(128),
});
/** Of the app, or one kept for when it is lost. */
const codeSchema = z
  .string()
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().min(6).max(20));

const WRONG = 'This e-mail and password don’t go together. Check both and try again.';
const WRONG_CODE = 'That code is not right, or is over. Enter the one that your app shows now.';
const OVER = 'This took too long. Sign in again.';

/**
 * Both steps in one, so that the form works without JavaScript, too. Next refuses this action when another site's page
 * sends it (Origin against Host).
 */
export async function signIn(before: SignInState, form: FormData): Promise<SignInState> {
  return stepSchema.safeParse(before).success ? enterCode(form) : enterPassword(form);
}

async function enterPassword(form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').slice(0, 254);
  const asked = { email, step: 'password' } as const;
  const credentials = formSchema.safeParse({ email, password: form.get('password') });
  if (!credentials.success) return { ...asked, problem: 'Enter your e-mail and your password.' };
  const attempted = await attemptSignIn(credentials.data.email, (client) => auth().signIn(credentials.data, client));
  if ('refused' in attempted) return { ...asked, problem: attempted.refused };
  const started = attempted.result;
  if (started === null) return { ...asked, problem: WRONG };
  if (started.kind === 'session') return enter(started, form);
  (await cookies()).set(CHALLENGE_COOKIE, started.cookieValue, cookieOptions(started.maxAgeSeconds));
  return { email, step: 'code', problem: null };
}

/** Of who has an authenticator app. */
async function enterCode(form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').slice(0, 254);
  const challenge = (await cookies()).get(CHALLENGE_COOKIE)?.value;
  if (challenge === undefined) return { email, step: 'password', problem: OVER };
  const code = codeSchema.safeParse(form.get('code'));
  if (!code.success) return { email, step: 'code', problem: WRONG_CODE };
  const attempted = await attemptSignIn(email, (client) =>
    auth().enterCode({ cookieValue: challenge, code: code.data }, client),
  );
  if ('refused' in attempted) return { email, step: 'code', problem: attempted.refused };
  if (attempted.result === null) return { email, step: 'code', problem: WRONG_CODE };
  (await cookies()).delete(CHALLENGE_COOKIE);
  return enter(attempted.result, form);
}

async function enter({ cookieValue, maxAgeSeconds }: StartedSession, form: FormData): Promise<never> {
  (await cookies()).set(SESSION_COOKIE, cookieValue, cookieOptions(maxAgeSeconds));
  return redirect(ownPath(String(form.get('next') ?? '')));
}

export async function signOut(): Promise<void> {
  await auth().signOut(await headers());
  (await cookies()).delete(SESSION_COOKIE);
  redirect('/sign-in');
}
