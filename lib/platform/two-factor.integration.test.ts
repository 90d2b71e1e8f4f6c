import { randomBytes } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { type Auth, createAuth, SESSION_COOKIE } from './auth';
import type { SignedInUser } from './auth-roles';
import { createUser, resetTwoFactor, setPassword, signOutUser } from './auth-users';
import { beginTwoFactor, confirmTwoFactor, endTwoFactor, hasTwoFactor } from './two-factor';

const CLIENT = { ip: '203.0.113.7', userAgent: 'test' };
const EMAIL = 'amina@soko.test';
const PASSWORD = 'a long enough password';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const settings = { db, key: randomBytes(32) };
const auth: Auth = createAuth(settings);
let user: SignedInUser;
let headers: Headers;

const cookie = (value: string) => new Headers({ cookie: `${SESSION_COOKIE}=${encodeURIComponent(value)}` });

beforeEach(async () => {
  const { id } = await createUser(db, { email: EMAIL, role: 'moderator', password: PASSWORD });
  user = { id, email: EMAIL, name: 'Amina', role: 'moderator' };
  headers = await signedIn();
});

async function signedIn(): Promise<Headers> {
  const started = await auth.signIn({ email: EMAIL, password: PASSWORD }, CLIENT);
  if (started?.kind !== 'session') throw new Error('not signed in');
  return cookie(started.cookieValue);
}

/** With its app's secret, and the codes that were kept. */
async function setUp() {
  const setup = await beginTwoFactor(settings, { headers, password: PASSWORD });
  if (setup === null) throw new Error('not begun');
  // As apps read it: base32 of the secret's own letters.
  const code = () => createOTP(secretOf(setup.uri)).totp();
  const value = await confirmTwoFactor(settings, { headers, code: await code(), user });
  if (value === null) throw new Error('not confirmed');
  return { code, backupCodes: setup.backupCodes, value };
}

function secretOf(uri: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...(new URL(uri).searchParams.get('secret') ?? '').replaceAll('=', '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}

async function challenged(): Promise<string> {
  const started = await auth.signIn({ email: EMAIL, password: PASSWORD }, CLIENT);
  if (started?.kind !== 'code_needed') throw new Error('no code was asked for');
  return started.cookieValue;
}

test('asks nothing of who has not set it up', async () => {
  expect(await hasTwoFactor(db, user.id)).toBe(false);
  expect(await beginTwoFactor(settings, { headers, password: 'not the password' })).toBeNull();
  await signedIn();
});

test('counts from the first right code on, not before', async () => {
  await beginTwoFactor(settings, { headers, password: PASSWORD });
  expect(await confirmTwoFactor(settings, { headers, code: '000000', user })).toBeNull();
  expect(await hasTwoFactor(db, user.id)).toBe(false);
  await signedIn();
});

test('then asks for a code at every sign-in; the session that set it up goes on, all others end', async () => {
  const other = await signedIn();
  const { code, value } = await setUp();
  expect(await hasTwoFactor(db, user.id)).toBe(true);
  expect(await auth.currentUser(cookie(value))).toMatchObject({ email: EMAIL });
  expect(await auth.currentUser(other)).toBeNull();
  expect(await auth.currentUser(headers)).toBeNull();
  const challenge = await challenged();
  expect(await auth.enterCode({ cookieValue: challenge, code: '000000' }, CLIENT)).toBeNull();
  const started = await auth.enterCode({ cookieValue: challenge, code: await code() }, CLIENT);
  expect(await auth.currentUser(cookie(started?.cookieValue ?? ''))).toMatchObject({ email: EMAIL });
  // A challenge opens once.
  expect(await auth.enterCode({ cookieValue: challenge, code: await code() }, CLIENT)).toBeNull();
  expect(await db.auditLog.findFirst({ where: { action: 'user.two_factor_on' } })).toMatchObject({ actorId: user.id });
});

test('a code that was kept opens once', async () => {
  const { backupCodes } = await setUp();
  const [code = ''] = backupCodes;
  expect(await auth.enterCode({ cookieValue: await challenged(), code }, CLIENT)).toMatchObject({ kind: 'session' });
  expect(await auth.enterCode({ cookieValue: await challenged(), code }, CLIENT)).toBeNull();
});

test('a challenge ends after five wrong codes', async () => {
  const { code } = await setUp();
  const challenge = await challenged();
  for (let at = 0; at < 5; at += 1) await auth.enterCode({ cookieValue: challenge, code: '000000' }, CLIENT);
  expect(await auth.enterCode({ cookieValue: challenge, code: await code() }, CLIENT)).toBeNull();
});

test.each([
  ['a new password', () => setPassword(db, { email: EMAIL })],
  ['being signed out', () => signOutUser(db, EMAIL)],
  ['the app’s reset', () => resetTwoFactor(db, EMAIL)],
])('a challenge ends with %s, as sessions do', async (_what, end) => {
  const { code, backupCodes } = await setUp();
  const challenge = await challenged();
  await end();
  expect(await auth.enterCode({ cookieValue: challenge, code: await code() }, CLIENT)).toBeNull();
  expect(await auth.enterCode({ cookieValue: challenge, code: backupCodes[0] ?? '' }, CLIENT)).toBeNull();
});

test('a challenge that somebody made up opens nothing', async () => {
  const { code } = await setUp();
  expect(await auth.enterCode({ cookieValue: '2fa-made-up.signature', code: await code() }, CLIENT)).toBeNull();
});

test('ends with the password', async () => {
  const { value } = await setUp();
  expect(await endTwoFactor(settings, { headers: cookie(value), password: 'not the password', user })).toBeNull();
  const after = await endTwoFactor(settings, { headers: cookie(value), password: PASSWORD, user });
  expect(await auth.currentUser(cookie(after ?? ''))).toMatchObject({ email: EMAIL });
  expect(await hasTwoFactor(db, user.id)).toBe(false);
  await signedIn();
});

test('is taken away by an admin, with all sessions', async () => {
  const { value } = await setUp();
  expect(await resetTwoFactor(db, EMAIL, 'joe')).toEqual({ email: EMAIL });
  expect(await auth.currentUser(cookie(value))).toBeNull();
  await signedIn();
  await expect(resetTwoFactor(db, 'nobody@soko.test')).rejects.toMatchObject({ code: 'user_not_found' });
});
