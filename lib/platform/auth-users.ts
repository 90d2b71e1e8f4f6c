import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import { ROLES, type Role } from './auth-roles';
import { SokoError } from './errors';
import { Prisma, type PrismaClient } from './prisma-client/client';

const newUserSchema = z.object({
  email: z.email().max(254).toLowerCase(),
  name: z.string().trim().min(1).max(100).optional(),
  role: z.enum(ROLES),
  password: z.string().min(12, 'a password needs at least 12 characters').max(128).optional(),
});

export interface NewUser {
  email: string;
  role: Role;
  name?: string | undefined;
  /** At least 12 characters; without one a strong one is made. */
  password?: string | undefined;
}

export interface CreatedUser {
  id: string;
  email: string;
  role: Role;
  /** To be shown once: only its hash is kept. */
  password: string;
}

/** Makes somebody who may sign in; by the CLI only. Errors: `invalid_user`, `user_exists`. */
export async function createUser(db: PrismaClient, input: NewUser, actorId = 'cli'): Promise<CreatedUser> {
  const parsed = newUserSchema.safeParse(input);
  if (!parsed.success)
    throw new SokoError({ code: 'invalid_user', message: z.prettifyError(parsed.error), status: 422 });
  const { email, role, name } = parsed.data;
  const password = parsed.data.password ?? randomBytes(15).toString('base64url');
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
      throw new SokoError({
        code: 'user_exists',
        message: `There is already a user with ${email}.`,
        status: 409,
        cause: error,
      });
    }
    throw error;
  }
  return { id, email, role, password };
}

export interface ListedUser {
  id: string;
  name: string;
  email: string;
  role: string;
  createdAt: string;
  lastSignInAt: string | null;
}

/** Everybody who may sign in, by name. */
export async function listUsers(db: PrismaClient): Promise<ListedUser[]> {
  const users = await db.user.findMany({
    orderBy: { name: 'asc' },
    include: { sessions: { orderBy: { createdAt: 'desc' }, take: 1, select: { createdAt: true } } },
  });
  return users.map(({ id, name, email, role, createdAt, sessions }) => ({
    id,
    name,
    email,
    role,
    createdAt: createdAt.toISOString(),
    lastSignInAt: sessions[0]?.createdAt.toISOString() ?? null,
  }));
}
