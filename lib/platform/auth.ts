import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { z } from 'zod';
import { ROLES, type SignedInUser } from './auth-roles';
import type { PrismaClient } from './prisma-client/client';

export const SESSION_COOKIE = 'soko_session';
const SESSION_SECONDS = 7 * 24 * 60 * 60;

interface AuthSettings {
  db: PrismaClient;
  /** Signs session cookies: `deriveKey('session cookies')`. */
  key: Buffer;
}

export interface StartedSession {
  /** Signed; goes into the cookie as it is. */
  cookieValue: string;
  maxAgeSeconds: number;
}

/** Sign-in of the people who run Soko. No public sign-up, no public auth API: pages and routes call this. */
export interface Auth {
  /** Null when the e-mail or the password is wrong; which of the two is never told, nor shown by how long it takes. */
  signIn(
    credentials: { email: string; password: string },
    client: { ip: string; userAgent: string | null },
  ): Promise<StartedSession | null>;
  /** Who a request's cookies belong to. Read from the database every time, so that a revoked session ends at once. */
  currentUser(headers: Headers): Promise<SignedInUser | null>;
  signOut(headers: Headers): Promise<void>;
}

const userSchema = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES) });

export function createAuth({ db, key }: AuthSettings): Auth {
  const auth = betterAuth({
    appName: 'Soko',
    // Nothing is served under it: it only keeps better-auth from guessing one from a request's headers.
    baseURL: 'http://soko.internal',
    secret: key.toString('hex'),
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    advanced: {
      cookies: { session_token: { name: SESSION_COOKIE } },
      ipAddress: { ipAddressHeaders: ['x-soko-client'] },
    },
    logger: { level: 'error' },
    telemetry: { enabled: false },
  });

  return {
    async signIn({ email, password }, { ip, userAgent }) {
      const headers = new Headers({ 'x-soko-client': ip, ...(userAgent ? { 'user-agent': userAgent } : {}) });
      const before = await passwordHash(db, email);
      const response = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true });
      if (!response.ok) return null;
      const cookie = response.headers.getSetCookie().find((line) => line.startsWith(`${SESSION_COOKIE}=`));
      const value = cookie?.slice(SESSION_COOKIE.length + 1).split(';')[0];
      if (!value) return null;
      const cookieValue = decodeURIComponent(value);
      // Checking takes a while: a password replaced meanwhile, which ended all sessions but this one, opens nothing.
      if ((await passwordHash(db, email)) !== before) {
        await db.session.deleteMany({ where: { token: cookieValue.slice(0, cookieValue.lastIndexOf('.')) } });
        return null;
      }
      return { cookieValue, maxAgeSeconds: SESSION_SECONDS };
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

async function passwordHash(db: PrismaClient, email: string): Promise<string | null> {
  const where = { user: { email: email.toLowerCase() }, providerId: 'credential' };
  return (await db.account.findFirst({ where, select: { password: true } }))?.password ?? null;
}
