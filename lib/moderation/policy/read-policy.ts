import { readUserNames } from '@/lib/platform/audit';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { PROBLEMS } from '@/lib/quality/problems.schema';
import { FIRST_TEXTS } from './first-texts';
import { keptTextsSchema, type Policy, type PolicyTexts } from './policy.schema';

interface PolicyRow {
  version: number;
  texts: unknown;
  secondLookPercent: number;
  createdBy: string | null;
  createdAt: Date;
}

/** The policy in force. The first time, that is the one Soko comes with, and it is written down. */
export async function readPolicyInForce(db: Prisma.TransactionClient): Promise<Policy> {
  const newest = () => db.policyVersion.findFirst({ orderBy: { version: 'desc' } });
  const row = await newest();
  if (row) return policyOf(row);
  // Two who are first at once both find what one of them wrote.
  await db.policyVersion.createMany({ data: [{ version: 1, texts: FIRST_TEXTS }], skipDuplicates: true });
  return policyOf((await newest()) ?? { ...FIRST, createdAt: new Date() });
}

/** Null: there is no such version. */
export async function readPolicyVersion(db: Prisma.TransactionClient, version: number): Promise<Policy | null> {
  const row = await db.policyVersion.findUnique({ where: { version } });
  return row && policyOf(row);
}

export interface PolicyVersionLine {
  version: number;
  /** Null: Soko came with it. */
  by: string | null;
  at: string;
}

/** The newest versions, with who wrote them. */
export async function readPolicyHistory(db: Prisma.TransactionClient, limit: number): Promise<PolicyVersionLine[]> {
  const rows = await db.policyVersion.findMany({
    orderBy: { version: 'desc' },
    take: limit,
    select: { version: true, createdBy: true, createdAt: true },
  });
  const names = await readUserNames(
    db,
    rows.flatMap(({ createdBy }) => createdBy ?? []),
  );
  return rows.map(({ version, createdBy, createdAt }) => ({
    version,
    by: createdBy === null ? null : (names.get(createdBy) ?? 'A former admin'),
    at: createdAt.toISOString(),
  }));
}

const FIRST = { version: 1, texts: FIRST_TEXTS, secondLookPercent: 0, createdBy: null };

function policyOf({ version, texts, secondLookPercent, createdBy, createdAt }: PolicyRow): Policy {
  return { version, texts: wholeTexts(texts), secondLookPercent, createdBy, createdAt: createdAt.toISOString() };
}

/** A reason that is newer than the version has the text that Soko comes with. */
function wholeTexts(kept: unknown): PolicyTexts {
  const texts = keptTextsSchema.parse(kept);
  const whole = { ...FIRST_TEXTS };
  for (const problem of PROBLEMS) whole[problem] = texts[problem] ?? FIRST_TEXTS[problem];
  return whole;
}
