import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { type Auth, createAuth, SESSION_COOKIE } from './auth';
import { changeRole, createUser, removeUser, setPassword, signOutUser } from './auth-users';

const CLIENT = { ip: '203.0.113.7', userAgent: 'test' };
const PASSWORD = 'a long enough password';
const AMINA = 'amina@soko.test';
const JOE = 'joe@soko.test';
const db = useTestDatabase({ emptyBeforeEach: true });
let auth: Auth;

beforeAll(async () => {
  auth = createAuth({ db: db.prisma, key: randomBytes(32) });
});
beforeEach(async () => {
  await createUser(db.prisma, { email: AMINA, role: 'admin', password: PASSWORD });
  await createUser(db.prisma, { email: JOE, role: 'moderator', password: PASSWORD });
});

const signIn = (email: string, password = PASSWORD) => auth.signIn({ email, password }, CLIENT);

/** Cookies of so many sessions. */
async function signedIn(email: string, times: number): Promise<Headers[]> {
  const cookies: Headers[] = [];
  for (let i = 0; i < times; i++) {
    const session = await signIn(email);
    if (!session) throw new Error('not signed in');
    cookies.push(new Headers({ cookie: `${SESSION_COOKIE}=${encodeURIComponent(session.cookieValue)}` }));
  }
  return cookies;
}

const emails = async (cookies: Headers[]) =>
  Promise.all(cookies.map(async (cookie) => (await auth.currentUser(cookie))?.email));
const audited = (action: string) => db.prisma.auditLog.findMany({ where: { action } });

describe('removing somebody', () => {
  test('ends all sessions at once and lets them in no more, whatever case their e-mail is written in', async () => {
    const [joe, amina] = [await signedIn(JOE, 2), await signedIn(AMINA, 1)];
    expect(await removeUser(db.prisma, ' Joe@Soko.TEST ', { actorId: 'amina' })).toEqual({ email: JOE });
    expect(await emails([...joe, ...amina])).toEqual([undefined, undefined, AMINA]);
    expect(await signIn(JOE)).toBeNull();
    expect(await db.prisma.account.count({ where: { user: { email: JOE } } })).toBe(0);
    expect(await audited('user.removed')).toMatchObject([
      { actorId: 'amina', detail: { email: JOE, role: 'moderator' } },
    ]);
    // The address is free again.
    await createUser(db.prisma, { email: JOE, role: 'moderator', password: PASSWORD });
  });

  test('keeps the last admin, unless it is forced', async () => {
    await expect(removeUser(db.prisma, AMINA)).rejects.toMatchObject({
      code: 'last_admin',
      message: expect.stringContaining('--force'),
    });
    expect(await signIn(AMINA)).not.toBeNull();
    expect(await audited('user.removed')).toEqual([]);
    await removeUser(db.prisma, AMINA, { force: true });
    expect(await signIn(AMINA)).toBeNull();
    expect(await audited('user.removed')).toMatchObject([{ detail: { force: true } }]);
  });

  test('keeps one of two admins who are removed at the same time', async () => {
    await createUser(db.prisma, { email: 'two@soko.test', role: 'admin', password: PASSWORD });
    const removals = await Promise.allSettled([removeUser(db.prisma, AMINA), removeUser(db.prisma, 'two@soko.test')]);
    expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.prisma.user.count({ where: { role: 'admin' } })).toBe(1);
  });
});

describe('a new password', () => {
  test('is the only one from then on, and ends all sessions of that person and of nobody else', async () => {
    const [joe, amina] = [await signedIn(JOE, 3), await signedIn(AMINA, 1)];
    const changed = await setPassword(db.prisma, { email: JOE, password: 'another long password' }, 'amina');
    expect(changed).toEqual({ email: JOE, password: 'another long password', sessionsEnded: 3 });
    expect(await emails([...joe, ...amina])).toEqual([undefined, undefined, undefined, AMINA]);
    expect(await signIn(JOE)).toBeNull();
    expect(await signIn(JOE, 'another long password')).not.toBeNull();
    const logged = await audited('user.password_changed');
    expect(logged).toMatchObject([{ actorId: 'amina', detail: { email: JOE, sessionsEnded: 3 } }]);
    expect(JSON.stringify(logged.map(({ detail }) => detail))).not.toContain('another long password');
  });

  test('is made, and strong, when none is given', async () => {
    const { password } = await setPassword(db.prisma, { email: JOE });
    expect(password.length).toBeGreaterThanOrEqual(20);
    expect(await signIn(JOE, password)).not.toBeNull();
  });

  test('does for somebody who had none', async () => {
    await db.prisma.account.deleteMany({ where: { user: { email: JOE } } });
    const { password } = await setPassword(db.prisma, { email: JOE });
    expect(await signIn(JOE, password)).not.toBeNull();
  });

  test('shuts out who came in with the old one while it was replaced', async () => {
    for (let i = 0; i < 5; i++) {
      const signingIn = signIn(JOE);
      await setPassword(db.prisma, { email: JOE, password: `another password ${i}` });
      const session = await signingIn;
      const cookie = new Headers({ cookie: `${SESSION_COOKIE}=${encodeURIComponent(session?.cookieValue ?? '')}` });
      expect(await auth.currentUser(cookie)).toBeNull();
      expect(await db.prisma.session.count()).toBe(0);
      await setPassword(db.prisma, { email: JOE, password: PASSWORD });
    }
  });

  test.each(['short', '', 'x'.repeat(129)])('is refused when it is %j, and nothing has changed', async (password) => {
    const joe = await signedIn(JOE, 1);
    await expect(setPassword(db.prisma, { email: JOE, password })).rejects.toMatchObject({ code: 'invalid_user' });
    expect(await emails(joe)).toEqual([JOE]);
  });
});

test('signing somebody out ends all their sessions, and they may sign in again', async () => {
  const joe = await signedIn(JOE, 2);
  expect(await signOutUser(db.prisma, JOE)).toEqual({ email: JOE, sessionsEnded: 2 });
  expect(await emails(joe)).toEqual([undefined, undefined]);
  expect(await audited('user.signed_out')).toMatchObject([{ actorId: 'cli', detail: { sessionsEnded: 2 } }]);
  expect(await signIn(JOE)).not.toBeNull();
});

describe('somebody who is not there', () => {
  test.each([
    ['removing', (email: string) => removeUser(db.prisma, email)],
    ['a new password', (email: string) => setPassword(db.prisma, { email })],
    ['signing out', (email: string) => signOutUser(db.prisma, email)],
  ])('%s', async (_what, act) => {
    await expect(act('nobody@soko.test')).rejects.toMatchObject({ code: 'user_not_found' });
    await expect(act('no e-mail')).rejects.toMatchObject({ code: 'invalid_user' });
    await expect(act("x'; DROP TABLE users;--@soko.test\0")).rejects.toMatchObject({ code: 'invalid_user' });
    expect(await db.prisma.user.count()).toBe(2);
  });
});

describe('another role', () => {
  test('counts from the next request on, and is on record', async () => {
    const [cookie] = await signedIn(JOE, 1);
    expect(await changeRole(db.prisma, { email: JOE, role: 'admin' }, 'amina')).toMatchObject({ changed: true });
    expect((await auth.currentUser(cookie ?? new Headers()))?.role).toBe('admin');
    expect(await changeRole(db.prisma, { email: JOE, role: 'admin' }, 'amina')).toMatchObject({ changed: false });
    expect(await audited('user.role_changed')).toMatchObject([
      { actorId: 'amina', detail: { before: { role: 'moderator' }, after: { role: 'admin' } } },
    ]);
  });

  test('is not for the last admin, nor for both of two who take it from each other', async () => {
    const last = { code: 'last_admin', status: 409 };
    await expect(changeRole(db.prisma, { email: AMINA, role: 'moderator' })).rejects.toMatchObject(last);
    await changeRole(db.prisma, { email: JOE, role: 'admin' });
    const both = await Promise.allSettled(
      [AMINA, JOE].map((email) => changeRole(db.prisma, { email, role: 'moderator' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.prisma.user.count({ where: { role: 'admin' } })).toBe(1);
  });
});
