import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { readPolicyInForce } from '@/lib/moderation/policy/read-policy';
import { savePolicy } from '@/lib/moderation/policy/save-policy';
import { RecentCounts } from '@/lib/platform/recent-counts';
import { kept } from './kept';
import { database } from './process';

const shared = kept<{ policies: RecentCounts<Policy>; saved: number }>('policy');

/** What moderators decide by. Another web process's change is seen within ten seconds. */
export function readPolicy(): Promise<Policy> {
  shared.policies ??= new RecentCounts({ keptMs: 10_000, atMost: 1 });
  return shared.policies.get(String(shared.saved), () => readPolicyInForce(database()));
}

/** lib/moderation/policy/save-policy.ts, seen by this process at once. */
export async function saveNextPolicy(next: Parameters<typeof savePolicy>[1]): Promise<{ version: number }> {
  const { version } = await savePolicy(database(), next);
  shared.saved = version;
  return { version };
}
