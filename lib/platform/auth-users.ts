import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { ROLES, type Role } from './auth-roles';
import { SokoError } from './errors';
import { Prisma, type PrismaClient } from './prisma-client/client';

const emailSchema = z.email().max(254).toLowerCase();
const passwordSchema = z.string().min(12, 'a password needs at least 12 characters').max(128);
const newUserSchema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1).max(100).optional(),
  role: z.enum(ROLES),
  /** Without one a strong one is made. */
  password: passwordSchema.optional(),
});

/** Enough for any guesser, short enough to be copied by hand. */
const MADE_PASSWORD_BYTES = 15;
const makePassword = () => randomBytes(MADE_PASSWORD_BYTES).toString('base64url');

/**
 * Makes somebody who may sign in. The password is to be shown once: only its hash is kept.
 * Errors: `invalid_user`, `user_exists`.
 */
export async function createUser(db: PrismaClient, input: z.input<typeof newUserSchema>, actorId = 'cli') {
  const { email, role, name, password = makePassword() } = valid(newUserSchema, input);
  const hash = await hashPassword(password);
  const id = randomUUID();
  try {
    await db.$transaction([
      db.user.create({ data: { id, email, role, name: name ?? email.split('@')[0] ?? email, emailVerified: true } }),
      db.account.create({
        data: { id: randomUUID(), userId: id, accountId: id, providerId: 'credential', password: hash },
      }),
      db.auditLog.create({ data: { actorId, action: 'user.created', subject: `user:${id}`, detail: { email, role } } }),
    ]);
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      const message = `There is already a user with ${email}.`;
      throw new SokoError({ code: 'user_exists', message, status: 409, cause: error });
    }
    throw error;
  }
  return { id, email, role, password };
}

function valid<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new SokoError({ code: 'invalid_user', message: z.prettifyError(parsed.error), status: 422 });
}

interface KnownUser {
  id: string;
  email: string;
  role: string;
  twoFactorEnabled: boolean;
}

/** Held until the transaction ends: what two people do to one user at once happens one after the other. */
async function lockUser(tx: Prisma.TransactionClient, email: string): Promise<KnownUser> {
  const wanted = valid(emailSchema, email.trim());
  const [user] = await tx.$queryRaw<KnownUser[]>`
    SELECT "id", "email", "role", "twoFactorEnabled" FROM "users" WHERE "email" = ${wanted} FOR UPDATE`;
  if (user) return user;
  throw new SokoError({
    code: 'user_not_found',
    message: `There is no user with ${wanted}. \`npm run soko -- users list\` shows who there is.`,
    status: 404,
  });
}

/** In the transaction of what was done: there is no one without the other. */
async function audit(
  tx: Prisma.TransactionClient,
  { action, actorId, user }: { action: string; actorId: string; user: KnownUser },
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  const { id, email, role } = user;
  await tx.auditLog.create({ data: { actorId, action, subject: `user:${id}`, detail: { email, role, ...detail } } });
}

/**
 * Takes somebody's access for good; their sessions end at once, what they decided stays. The last admin stays unless
 * `force`. Errors: `user_not_found`, `last_admin`.
 */
export async function removeUser(db: PrismaClient, email: string, { force = false, actorId = 'cli' } = {}) {
  return db.$transaction(async (tx) => {
    const isLast = await lockAdmins(tx);
    const user = await lockUser(tx, email);
    if (!force && isLast(user)) {
      const message = `${user.email} is the last admin. Make another first (\`users create\`), or add --force.`;
      throw new SokoError({ code: 'last_admin', message, status: 409 });
    }
    await audit(tx, { action: 'user.removed', actorId, user }, force ? { force } : {});
    // Sessions and the password's hash go with it.
    await tx.user.delete({ where: { id: user.id } });
    return { email: user.email };
  });
}

/**
 * Makes an admin of a moderator, or the other way round; from the next request on. The last admin stays one.
 * Errors: `user_not_found`, `last_admin`.
 */
export async function changeRole(db: PrismaClient, { email, role }: { email: string; role: Role }, actorId = 'cli') {
  return db.$transaction(async (tx) => {
    const isLast = await lockAdmins(tx);
    const user = await lockUser(tx, email);
    if (role !== 'admin' && isLast(user)) {
      const message = `${user.email} is the last admin. Make another first.`;
      throw new SokoError({ code: 'last_admin', message, status: 409 });
    }
    if (user.role === role) return { email: user.email, role, changed: false };
    await tx.user.update({ where: { id: user.id }, data: { role } });
    await audit(tx, { action: 'user.role_changed', actorId, user }, { before: { role: user.role }, after: { role } });
    return { email: user.email, role, changed: true };
  });
}

/** All admins, in one order: of two people who remove each other one comes second. */
async function lockAdmins(tx: Prisma.TransactionClient): Promise<(user: KnownUser) => boolean> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "users" WHERE "role" = 'admin' ORDER BY "id" FOR UPDATE`;
  return ({ id }) => admins.length === 1 && admins[0]?.id === id;
}

/**
 * Gives somebody another password, a made one unless it is given, and ends all their sessions.
 * Errors: `user_not_found`, `invalid_user`.
 */
export async function setPassword(
  db: PrismaClient,
  { email, password: given }: { email: string; password?: string | undefined },
  actorId = 'cli',
) {
  const password = given === undefined ? makePassword() : valid(passwordSchema, given);
  const hash = await hashPassword(password);
  return db.$transaction(async (tx) => {
    const user = await lockUser(tx, email);
    const account = { userId: user.id, providerId: 'credential' };
    const { count } = await tx.account.updateMany({ where: account, data: { password: hash } });
    if (count === 0) {
      await tx.account.create({ data: { ...account, id: randomUUID(), accountId: user.id, password: hash } });
    }
    const sessionsEnded = await endSessions(tx, user.id);
    await audit(tx, { action: 'user.password_changed', actorId, user }, { sessionsEnded });
    return { email: user.email, password, sessionsEnded };
  });
}

/** Ends all of somebody's sessions; they may sign in again. Errors: `user_not_found`. */
export async function signOutUser(db: PrismaClient, email: string, actorId = 'cli') {
  return db.$transaction(async (tx) => {
    const user = await lockUser(tx, email);
    const sessionsEnded = await endSessions(tx, user.id);
    await audit(tx, { action: 'user.signed_out', actorId, user }, { sessionsEnded });
    return { email: user.email, sessionsEnded };
  });
}

/**
 * For somebody who has lost their app and their codes: the password alone signs in again, and their sessions end.
 * Errors: `user_not_found`.
 */
export async function resetTwoFactor(db: PrismaClient, email: string, actorId = 'cli') {
  return db.$transaction(async (tx) => {
    const user = await lockUser(tx, email);
    await tx.twoFactor.deleteMany({ where: { userId: user.id } });
    await tx.user.update({ where: { id: user.id }, data: { twoFactorEnabled: false } });
    const sessionsEnded = await endSessions(tx, user.id);
    const change = { before: { twoFactor: user.twoFactorEnabled }, after: { twoFactor: false } };
    await audit(tx, { action: 'user.two_factor_reset', actorId, user }, { ...change, sessionsEnded });
    return { email: user.email };
  });
}

async function endSessions(tx: Prisma.TransactionClient, userId: string): Promise<number> {
  // A sign-in that waits for its code is as good as a session: better-auth keeps whose it is as the value.
  await tx.verification.deleteMany({ where: { value: userId } });
  return (await tx.session.deleteMany({ where: { userId } })).count;
}

export async function listUsers(db: PrismaClient) {
  const users = await db.user.findMany({
    orderBy: { name: 'asc' },
    include: {
      sessions: { orderBy: { createdAt: 'desc' }, take: 1, select: { createdAt: true } },
      _count: { select: { sessions: true } },
    },
  });
  return users.map(({ id, name, email, role, twoFactorEnabled, createdAt, sessions: [last], _count }) => {
    const lastSignInAt = last?.createdAt.toISOString() ?? null;
    const times = { createdAt: createdAt.toISOString(), lastSignInAt };
    return { id, name, email, role, twoFactor: twoFactorEnabled, sessions: _count.sessions, ...times };
  });
}
