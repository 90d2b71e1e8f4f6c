import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { type Auth, createAuth, SESSION_COOKIE } from './auth';
import { createUser } from './auth-users';

const CLIENT = { ip: '203.0.113.7', userAgent: 'test' };
const PASSWORD = 'a long enough password';
const key = randomBytes(32);
const db = useTestDatabase();
let auth: Auth;

const cookie = (value: string) => new Headers({ cookie: `${SESSION_COOKIE}=${encodeURIComponent(value)}` });

async function signedIn(email: string): Promise<string> {
  const session = await auth.signIn({ email, password: PASSWORD }, CLIENT);
  if (!session) throw new Error('not signed in');
  return session.cookieValue;
}

beforeAll(async () => {
  auth = createAuth({ db: db.prisma, key });
  await createUser(db.prisma, { email: 'Amina@Soko.test', role: 'moderator', password: PASSWORD });
});
describe('sign-in', () => {
  test('takes the right password and knows who it is afterwards', async () => {
    const value = await signedIn('amina@soko.test');
    expect(await auth.currentUser(cookie(value))).toMatchObject({ email: 'amina@soko.test', role: 'moderator' });
    expect(await db.prisma.session.findFirst()).toMatchObject({ ipAddress: CLIENT.ip });
  });

  test.each([
    ['a wrong password', 'amina@soko.test', 'not the password'],
    ['an unknown e-mail', 'nobody@soko.test', PASSWORD],
  ])('refuses %s in the same way', async (_what, email, password) => {
    expect(await auth.signIn({ email, password }, CLIENT)).toBeNull();
  });

  test('knows nobody by a cookie that was changed or signed with another key', async () => {
    const value = await signedIn('amina@soko.test');
    expect(await auth.currentUser(cookie(`${value.slice(0, -6)}AAAAA=`))).toBeNull();
    const other = createAuth({ db: db.prisma, key: randomBytes(32) });
    expect(await other.currentUser(cookie(value))).toBeNull();
    expect(await auth.currentUser(new Headers())).toBeNull();
  });

  test('ends with sign-out, also for whoever copied the cookie', async () => {
    const value = await signedIn('amina@soko.test');
    await auth.signOut(cookie(value));
    expect(await auth.currentUser(cookie(value))).toBeNull();
  });

  test('is over as soon as the account is gone', async () => {
    await createUser(db.prisma, { email: 'gone@soko.test', role: 'admin', password: PASSWORD });
    const value = await signedIn('gone@soko.test');
    await db.prisma.user.delete({ where: { email: 'gone@soko.test' } });
    expect(await auth.currentUser(cookie(value))).toBeNull();
  });

  test('keeps no password, only its hash', async () => {
    const account = await db.prisma.account.findFirstOrThrow();
    expect(account.password).not.toContain(PASSWORD);
    expect(account.password?.length).toBeGreaterThan(60);
  });
});

describe('createUser', () => {
  test('makes a strong password when none is given, and writes the audit log', async () => {
    const made = await createUser(db.prisma, { email: 'joe@soko.test', role: 'admin' });
    expect(made.password.length).toBeGreaterThanOrEqual(20);
    expect(await auth.signIn({ email: made.email, password: made.password }, CLIENT)).not.toBeNull();
    expect(await db.prisma.auditLog.findFirst({ where: { subject: `user:${made.id}` } })).toMatchObject({
      action: 'user.created',
      actorId: 'cli',
    });
  });

  test('refuses the same e-mail twice, in any case', async () => {
    await expect(createUser(db.prisma, { email: 'AMINA@soko.test', role: 'admin' })).rejects.toMatchObject({
      code: 'user_exists',
    });
  });

  test.each([
    ['no e-mail', { email: 'amina', role: 'admin' as const }],
    ['a short password', { email: 'x@soko.test', role: 'admin' as const, password: 'short' }],
    ['an unknown role', { email: 'x@soko.test', role: 'owner' as 'admin' }],
  ])('refuses %s', async (_what, input) => {
    await expect(createUser(db.prisma, input)).rejects.toMatchObject({ code: 'invalid_user', status: 422 });
  });
});
