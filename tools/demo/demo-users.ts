import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createUser } from '@/lib/platform/auth-users';
import { createDatabase } from '@/lib/platform/db';

const userSchema = z.object({ email: z.string(), password: z.string() });
const usersSchema = z.object({ moderator: userSchema, admin: userSchema });
export type DemoUsers = z.infer<typeof usersSchema>;

/** A moderator and an admin to sign in as; those of an earlier start of the same demo if there are any. */
export async function makeDemoUsers(home: string, databaseUrl: string): Promise<DemoUsers> {
  const file = path.join(home, 'demo-users.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return usersSchema.parse(JSON.parse(kept));
  const database = createDatabase(databaseUrl, { max: 2 });
  try {
    const moderator = await createUser(database.prisma, { email: 'moderator@soko.example', role: 'moderator' });
    const admin = await createUser(database.prisma, { email: 'admin@soko.example', role: 'admin' });
    const users = usersSchema.parse({ moderator, admin });
    // Shown all the same; a full disk only keeps the next start from knowing them.
    await writeFile(file, JSON.stringify(users, null, 2), { mode: 0o600 }).catch(() => rm(file, { force: true }));
    return users;
  } finally {
    await database.close();
  }
}
