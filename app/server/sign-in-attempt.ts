import { headers } from 'next/headers';
import type { Client } from '@/lib/platform/auth';
import { SokoError } from '@/lib/platform/errors';
import { clientAddress } from './client-address';
import { rateLimits } from './rate-limits';

/** What the check of a password or code gave (null: wrong), or, in words, why it was not even made. */
export type Attempted<Result> = { refused: string } | { result: Result | null };

/** Counted by e-mail and network, as every check of a password or a code. */
export async function attemptSignIn<Result>(
  email: string,
  check: (client: Client) => Promise<Result | null>,
): Promise<Attempted<Result>> {
  const requestHeaders = await headers();
  const client = { ip: clientAddress(requestHeaders), userAgent: requestHeaders.get('user-agent') };
  try {
    const attempt = { email, address: client.ip };
    return { result: await rateLimits().signIns.attempt(attempt, () => check(client)) };
  } catch (error) {
    if (error instanceof SokoError) return { refused: error.message };
    throw error;
  }
}
