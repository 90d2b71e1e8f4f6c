import { SokoError } from './errors';

export const ROLES = ['moderator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  role: Role;
}

/** An admin may do whatever a moderator may. */
export function hasRole(user: SignedInUser, needed: Role): boolean {
  return ROLES.indexOf(user.role) >= ROLES.indexOf(needed);
}

/** Errors: `sign_in_required` (401), `role_required` (403). */
export function assertRole(user: SignedInUser | null, needed: Role): SignedInUser {
  if (!user) throw new SokoError({ code: 'sign_in_required', message: 'Sign in to do this.', status: 401 });
  if (!hasRole(user, needed)) {
    throw new SokoError({
      code: 'role_required',
      message: `Only ${needed === 'admin' ? 'an admin' : 'a moderator'} may do this.`,
      status: 403,
    });
  }
  return user;
}
