'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { cookieOptions } from '@/app/server/cookie-options';
import { requirePageRole } from '@/app/server/session';
import { attemptSignIn } from '@/app/server/sign-in-attempt';
import { authSettings } from '@/app/wiring/process';
import { SESSION_COOKIE, SESSION_SECONDS } from '@/lib/platform/auth';
import { beginTwoFactor, confirmTwoFactor, endTwoFactor } from '@/lib/platform/two-factor';

export interface TwoFactorState {
  problem: string | null;
  /** While the app is being set up. `picture`: the QR code, as SVG of our own making. */
  setup: { picture: string; secret: string; backupCodes: string[] } | null;
}

const WRONG_PASSWORD = 'That is not your password.';
const WRONG_CODE = 'That code is not right. Enter the six digits that your app shows now.';

/** The state before comes back from the browser: it may say anything. */
const stateSchema = z
  .object({
    problem: z.string().nullable(),
    setup: z
      .object({ picture: z.string(), secret: z.string(), backupCodes: z.array(z.string()) })
      .nullable()
      .default(null),
  })
  .catch({ problem: null, setup: null });
const passwordSchema = z.string().min(1).max(128);
const codeSchema = z
  .string()
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

// Next refuses these actions when another site's page sends them (Origin against Host).

/** The password first, then, once there is a secret, a code of it. */
export async function setUp(before: TwoFactorState, form: FormData): Promise<TwoFactorState> {
  const state = stateSchema.parse(before);
  return state.setup === null ? begin(state, form) : confirm(state, form);
}

async function begin(before: TwoFactorState, form: FormData): Promise<TwoFactorState> {
  const user = await requirePageRole('moderator');
  const password = passwordSchema.safeParse(form.get('password'));
  if (!password.success) return { ...before, problem: WRONG_PASSWORD };
  const asked = { headers: await headers(), password: password.data };
  const attempted = await attemptSignIn(user.email, () => beginTwoFactor(authSettings(), asked));
  if ('refused' in attempted) return { ...before, problem: attempted.refused };
  if (attempted.result === null) return { ...before, problem: WRONG_PASSWORD };
  const { uri, backupCodes } = attempted.result;
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return { problem: null, setup: { picture: renderSVG(uri), secret, backupCodes } };
}

async function confirm(before: TwoFactorState, form: FormData): Promise<TwoFactorState> {
  const user = await requirePageRole('moderator');
  const code = codeSchema.safeParse(form.get('code'));
  if (!code.success) return { ...before, problem: WRONG_CODE };
  const asked = { headers: await headers(), code: code.data, user };
  const attempted = await attemptSignIn(user.email, () => confirmTwoFactor(authSettings(), asked));
  if ('refused' in attempted) return { ...before, problem: attempted.refused };
  if (attempted.result === null) return { ...before, problem: WRONG_CODE };
  return stay(attempted.result);
}

export async function end(_before: TwoFactorState, form: FormData): Promise<TwoFactorState> {
  const before: TwoFactorState = { problem: null, setup: null };
  const user = await requirePageRole('moderator');
  const password = passwordSchema.safeParse(form.get('password'));
  if (!password.success) return { ...before, problem: WRONG_PASSWORD };
  const asked = { headers: await headers(), password: password.data, user };
  const attempted = await attemptSignIn(user.email, () => endTwoFactor(authSettings(), asked));
  if ('refused' in attempted) return { ...before, problem: attempted.refused };
  if (attempted.result === null) return { ...before, problem: WRONG_PASSWORD };
  return stay(attempted.result);
}

/** The session goes on under another cookie. */
async function stay(cookieValue: string): Promise<never> {
  (await cookies()).set(SESSION_COOKIE, cookieValue, cookieOptions(SESSION_SECONDS));
  return redirect('/account');
}
