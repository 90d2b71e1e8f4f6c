import { writeAudit } from './audit';
import { type AuthSettings, cookieOf, openBetterAuth, SESSION_COOKIE, tokenOf } from './auth';
import type { SignedInUser } from './auth-roles';
import type { PrismaClient } from './prisma-client/client';

export interface TwoFactorSetup {
  /** otpauth://, for an authenticator app. Shown once. */
  uri: string;
  /** For when the app is lost: each opens once. Shown once. */
  backupCodes: string[];
}

export async function hasTwoFactor(db: PrismaClient, userId: string): Promise<boolean> {
  return (
    (await db.user.findUnique({ where: { id: userId }, select: { twoFactorEnabled: true } }))?.twoFactorEnabled === true
  );
}

/** Makes a secret for the person's app; it counts once they have entered a code of it. Null: the password is wrong. */
export async function beginTwoFactor(
  { db, key }: AuthSettings,
  { headers, password }: { headers: Headers; password: string },
): Promise<TwoFactorSetup | null> {
  const auth = openBetterAuth(db, key);
  const response = await auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers, asResponse: true });
  if (!response.ok) return null;
  const { totpURI, backupCodes } = (await response.json()) as { totpURI: string; backupCodes: string[] };
  return { uri: totpURI, backupCodes };
}

/**
 * From now on every sign-in asks for a code; this session goes on under a new cookie, which is returned, all others
 * end. Null: the code is wrong.
 */
export async function confirmTwoFactor(
  { db, key }: AuthSettings,
  { headers, code, user }: { headers: Headers; code: string; user: SignedInUser },
): Promise<string | null> {
  return db.$transaction(async (tx) => {
    const auth = openBetterAuth(tx, key);
    const response = await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true });
    const cookie = response.ok ? cookieOf(response, SESSION_COOKIE) : null;
    if (cookie === null) return null;
    await tx.session.deleteMany({ where: { userId: user.id, NOT: { token: tokenOf(cookie) } } });
    await writeAudit(tx, { actorId: user.id, action: 'user.two_factor_on', subject: `user:${user.id}` });
    return cookie;
  });
}

/** Asks for no code any more. Returns the session's new cookie; null: the password is wrong. */
export async function endTwoFactor(
  { db, key }: AuthSettings,
  { headers, password, user }: { headers: Headers; password: string; user: SignedInUser },
): Promise<string | null> {
  return db.$transaction(async (tx) => {
    const auth = openBetterAuth(tx, key);
    const response = await auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true });
    const cookie = response.ok ? cookieOf(response, SESSION_COOKIE) : null;
    if (cookie !== null)
      await writeAudit(tx, { actorId: user.id, action: 'user.two_factor_off', subject: `user:${user.id}` });
    return cookie;
  });
}
