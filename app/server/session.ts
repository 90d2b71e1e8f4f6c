import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { auth, publicUrl } from '@/app/wiring/process';
import { assertRole, hasRole, type Role, type SignedInUser } from '@/lib/platform/auth-roles';
import { clientAddress } from './client-address';
import { PATH_HEADER } from './language';
import { rateLimits } from './rate-limits';
import { assertSameOrigin } from './same-origin';

/** Who is signed in, read once per request. */
export const currentUser = cache(async (): Promise<SignedInUser | null> => auth().currentUser(await headers()));

/** For pages: strangers go to sign in and come back; those without the role see that it is not theirs. */
export async function requirePageRole(role: Role): Promise<SignedInUser> {
  const user = await currentUser();
  if (!user) {
    // A layout and its page both ask, and only the address knows which page it is.
    const path = (await headers()).get(PATH_HEADER) ?? '/review';
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (!hasRole(user, role)) forbidden();
  return user;
}

/**
 * For routes that change something: same origin first, then the role. Errors: `too_many_requests`, `cross_site`,
 * `sign_in_required`, `role_required`.
 */
export async function requireApiRole(request: Request, role: Role): Promise<SignedInUser> {
  rateLimits().consoles.take(clientAddress(request.headers));
  assertSameOrigin(request, publicUrl(), { strict: true });
  return assertRole(await auth().currentUser(request.headers), role);
}
