import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { z } from 'zod';
import { ROLES, type SignedInUser } from './auth-roles';
import type { Prisma, PrismaClient } from './prisma-client/client';

export const SESSION_COOKIE = 'soko_session';
/** Held between the right password and the right code. */
export const CHALLENGE_COOKIE = 'soko_sign_in';
export const SESSION_SECONDS = 7 * 24 * 60 * 60;
const CHALLENGE_SECONDS = 10 * 60;

export interface AuthSettings {
  db: PrismaClient;
  /** Signs session cookies: `deriveKey('session cookies')`. */
  key: Buffer;
}

export interface StartedSession {
  kind: 'session';
  /** Signed; goes into the cookie as it is. */
  cookieValue: string;
  maxAgeSeconds: number;
}

/** The password was right; a code of the person's authenticator app is asked for. */
export interface CodeNeeded {
  kind: 'code_needed';
  /** As of StartedSession, for the cookie of challenges. */
  cookieValue: string;
  maxAgeSeconds: number;
}

export interface Client {
  ip: string;
  userAgent: string | null;
}

/** Sign-in of the people who run Soko. No public sign-up, no public auth API: pages and routes call this. */
export interface Auth {
  /** Null when the e-mail or the password is wrong; which of the two is never told, nor shown by how long it takes. */
  signIn(credentials: { email: string; password: string }, client: Client): Promise<StartedSession | CodeNeeded | null>;
  /**
   * The code of an authenticator app, or one of the codes kept for when it is lost. Null when it is wrong, or when the
   * challenge has ended: after ten minutes, or five wrong codes.
   */
  enterCode(challenge: { cookieValue: string; code: string }, client: Client): Promise<StartedSession | null>;
  /** Who a request's cookies belong to. Read from the database every time, so that a revoked session ends at once. */
  currentUser(headers: Headers): Promise<SignedInUser | null>;
  signOut(headers: Headers): Promise<void>;
}

const userSchema = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES) });

/** better-auth as Soko uses it; over a transaction, what it writes is part of that. */
export function openBetterAuth(db: PrismaClient | Prisma.TransactionClient, key: Buffer) {
  return betterAuth({
    appName: 'Soko',
    // Nothing is served under it: it only keeps better-auth from guessing one from a request's headers.
    baseURL: 'http://soko.internal',
    secret: key.toString('hex'),
    database: prismaAdapter(db, { provider: 'postgresql', transaction: '$transaction' in db }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    plugins: [twoFactor({ issuer: 'Soko', twoFactorCookieMaxAge: CHALLENGE_SECONDS })],
    advanced: {
      cookies: { session_token: { name: SESSION_COOKIE }, two_factor: { name: CHALLENGE_COOKIE } },
      ipAddress: { ipAddressHeaders: ['x-soko-client'] },
    },
    logger: { level: 'error' },
    telemetry: { enabled: false },
  });
}

export function createAuth({ db, key }: AuthSettings): Auth {
  const auth = openBetterAuth(db, key);

  return {
    async signIn({ email, password }, client) {
      const before = await passwordHash(db, email);
      const response = await auth.api.signInEmail({
        body: { email, password },
        headers: clientHeaders(client),
        asResponse: true,
      });
      if (!response.ok) return null;
      const session = cookieOf(response, SESSION_COOKIE);
      const challenge = session === null ? cookieOf(response, CHALLENGE_COOKIE) : null;
      // Checking takes a while: a password replaced meanwhile, which ended all sessions but this one, opens nothing.
      if ((await passwordHash(db, email)) !== before) {
        if (session !== null) await db.session.deleteMany({ where: { token: tokenOf(session) } });
        if (challenge !== null) await db.verification.deleteMany({ where: { identifier: tokenOf(challenge) } });
        return null;
      }
      if (session !== null) return { kind: 'session', cookieValue: session, maxAgeSeconds: SESSION_SECONDS };
      if (challenge === null) return null;
      return { kind: 'code_needed', cookieValue: challenge, maxAgeSeconds: CHALLENGE_SECONDS };
    },
    async enterCode({ cookieValue, code }, client) {
      const headers = clientHeaders(client);
      headers.set('cookie', `${CHALLENGE_COOKIE}=${encodeURIComponent(cookieValue)}`);
      const asked = { body: { code }, headers, asResponse: true } as const;
      const response = /^\d{6}$/.test(code) ? await auth.api.verifyTOTP(asked) : await auth.api.verifyBackupCode(asked);
      const session = response.ok ? cookieOf(response, SESSION_COOKIE) : null;
      return session === null ? null : { kind: 'session', cookieValue: session, maxAgeSeconds: SESSION_SECONDS };
    },
    async currentUser(headers) {
      const session = await auth.api.getSession({ headers });
      const user = userSchema.safeParse(session?.user);
      return user.success ? user.data : null;
    },
    async signOut(headers) {
      await auth.api.signOut({ headers });
    },
  };
}

function clientHeaders({ ip, userAgent }: Client): Headers {
  return new Headers({ 'x-soko-client': ip, ...(userAgent ? { 'user-agent': userAgent } : {}) });
}

/** As the answer sets it last; null when it sets none, or takes it away. */
export function cookieOf(response: Response, name: string): string | null {
  const line = response.headers.getSetCookie().findLast((one) => one.startsWith(`${name}=`));
  const value = line?.slice(name.length + 1).split(';')[0];
  return value ? decodeURIComponent(value) : null;
}

/** What a signed cookie's value names, without the signature. */
export const tokenOf = (cookieValue: string): string => cookieValue.slice(0, cookieValue.lastIndexOf('.'));

async function passwordHash(db: PrismaClient, email: string): Promise<string | null> {
  const where = { user: { email: email.toLowerCase() }, providerId: 'credential' };
  return (await db.account.findFirst({ where, select: { password: true } }))?.password ?? null;
}
