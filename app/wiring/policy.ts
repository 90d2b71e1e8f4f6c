import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { PolicyCache } from '@/lib/moderation/policy/policy-cache';
import { readPolicyInForce } from '@/lib/moderation/policy/read-policy';
import { savePolicy } from '@/lib/moderation/policy/save-policy';
import { kept } from './kept';
import { database } from './process';

const shared = kept<{ policies: PolicyCache }>('policy');

function policies(): PolicyCache {
  shared.policies ??= new PolicyCache(() => readPolicyInForce(database()));
  return shared.policies;
}

/** What moderators decide by. Another web process's change is seen within ten seconds. */
export function readPolicy(): Promise<Policy> {
  return policies().get();
}

/** lib/moderation/policy/save-policy.ts, seen by this process at once. */
export async function saveNextPolicy(next: Parameters<typeof savePolicy>[1]): Promise<{ version: number }> {
  try {
    return await savePolicy(database(), next);
  } finally {
    policies().forget();
  }
}
