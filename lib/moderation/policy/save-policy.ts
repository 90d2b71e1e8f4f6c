import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { changedReasons } from '../policy-changes.schema';
import type { Policy, PolicyTexts } from './policy.schema';
import { readPolicyInForce } from './read-policy';

export interface NextPolicy {
  /** The version it was written from: another one by now means that somebody saved meanwhile. */
  basedOn: number;
  texts: PolicyTexts;
  secondLookPercent: number;
  /** The admin's user id. */
  actorId: string;
}

/**
 * The next version, in force at once, with its audit line. What was decided keeps the version it was decided under, and
 * is not reviewed again. Errors: `policy_conflict`, `policy_unchanged`.
 */
export async function savePolicy(db: PrismaClient, next: NextPolicy): Promise<{ version: number }> {
  const { basedOn, texts, secondLookPercent, actorId } = next;
  return db.$transaction(async (tx) => {
    const before = await readPolicyInForce(tx);
    if (before.version !== basedOn) throw await conflict(tx, before);
    const change = changeOf(before, next);
    if (change === null) throw unchanged();
    const version = basedOn + 1;
    const data = [{ version, texts, secondLookPercent, createdBy: actorId }];
    const { count } = await tx.policyVersion.createMany({ data, skipDuplicates: true });
    // Whoever saves at the same moment waits here for the other, then comes second.
    if (count === 0) throw await conflict(tx, await readPolicyInForce(tx));
    await writeAudit(tx, { actorId, action: 'policy.saved', subject: `policy:${version}`, detail: change });
    return { version };
  });
}

/** What the audit log keeps: only what is another now. Null: nothing. */
function changeOf(before: Policy, after: NextPolicy): Prisma.InputJsonObject | null {
  const reasons = changedReasons(before.texts, after.texts);
  const share = before.secondLookPercent !== after.secondLookPercent;
  if (reasons.length === 0 && !share) return null;
  const of = ({ texts, secondLookPercent }: Pick<Policy, 'texts' | 'secondLookPercent'>) => ({
    ...(share ? { secondLookPercent } : {}),
    ...Object.fromEntries(reasons.map((reason) => [reason, { ...texts[reason] }])),
  });
  return { before: of(before), after: of(after) };
}

async function conflict(tx: Prisma.TransactionClient, { version, createdBy }: Policy): Promise<SokoError> {
  const user = createdBy === null ? null : await tx.user.findUnique({ where: { id: createdBy } });
  return new SokoError({
    code: 'policy_conflict',
    message:
      `${user?.name ?? 'Somebody'} saved version ${version} while you were writing. Nothing of yours is lost: ` +
      'compare it with the new version, then save again.',
    status: 409,
  });
}

const unchanged = (): SokoError =>
  new SokoError({
    code: 'policy_unchanged',
    message: 'This is the policy as it is already: there is nothing to save.',
    status: 422,
  });
