'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { z } from 'zod';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { ROLES } from '@/lib/platform/auth-roles';
import {
  changeRole,
  createUser,
  removeUser,
  resetTwoFactor,
  setPassword,
  signOutUser,
} from '@/lib/platform/auth-users';
import { SokoError } from '@/lib/platform/errors';

export interface PeopleState {
  problem: string | null;
  /** What was done. */
  told: string | null;
  /** A made password, shown this once. */
  password: string | null;
}

const email = z.string().trim().max(254);
const changeSchema = z.discriminatedUnion('change', [
  z.object({ change: z.literal('create'), email, name: z.string().trim().max(100), role: z.enum(ROLES) }),
  z.object({ change: z.literal('role'), email, role: z.enum(ROLES) }),
  z.object({ change: z.enum(['sign_out', 'password', 'two_factor', 'remove']), email }),
]);
type Change = z.infer<typeof changeSchema>;

/** Next refuses this action when another site's page sends it (Origin against Host). */
export async function changePeople(_before: PeopleState, form: FormData): Promise<PeopleState> {
  const admin = await requirePageRole('admin');
  try {
    rateLimits().consoles.take(clientAddress(await headers()));
    const change = changeSchema.safeParse(Object.fromEntries(form));
    if (!change.success)
      return { problem: 'Fill in the e-mail, and choose what is to be done.', told: null, password: null };
    const done = await make(change.data, admin.id);
    revalidatePath('/admin/users');
    return { problem: null, password: null, ...done };
  } catch (error) {
    if (error instanceof SokoError) return { problem: error.message, told: null, password: null };
    throw error;
  }
}

async function make(change: Change, actorId: string): Promise<{ told: string; password?: string }> {
  const db = database();
  switch (change.change) {
    case 'create': {
      const { name, role } = change;
      const made = await createUser(db, { email: change.email, role, ...(name === '' ? {} : { name }) }, actorId);
      return { told: `${made.email} may sign in as ${made.role}.`, password: made.password };
    }
    case 'role': {
      const { role, changed } = await changeRole(db, change, actorId);
      return { told: `${change.email} is ${role}${changed ? ' from now on' : ' already'}.` };
    }
    case 'sign_out': {
      const { sessionsEnded } = await signOutUser(db, change.email, actorId);
      return { told: `${change.email} is signed out everywhere; ${sessionsEnded} sessions ended.` };
    }
    case 'password': {
      const { password } = await setPassword(db, { email: change.email }, actorId);
      return { told: `${change.email} has a new password, and is signed out everywhere.`, password };
    }
    case 'two_factor':
      await resetTwoFactor(db, change.email, actorId);
      return { told: `${change.email} signs in without a code until they set up an app again.` };
    case 'remove':
      await removeUser(db, change.email, { actorId });
      return { told: `${change.email} may not sign in any more. What they decided stays.` };
  }
}
