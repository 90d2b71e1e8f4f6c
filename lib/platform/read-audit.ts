import { z } from 'zod';
import { readUserNames } from './audit';
import type { Prisma, PrismaClient } from './prisma-client/client';

/** What the page's and the export's address may say; what it says wrong is left out. */
export const auditFilterSchema = z.object({
  /** A user's id, `cli`, or `seller:ID`. */
  actor: z.string().max(100).optional().catch(undefined),
  action: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .optional()
    .catch(undefined),
  /** A subject, e.g. `product:ID`, or its beginning up to the colon. */
  subject: z.string().max(200).optional().catch(undefined),
  /** Days of UTC, both included. */
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  /** Only lines older than the one of this id. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
});

export type AuditFilter = z.infer<typeof auditFilterSchema>;

export interface AuditEntry {
  id: string;
  at: string;
  actorId: string;
  /** As they are called now; null for `cli`, sellers, and people who were removed. */
  actorName: string | null;
  action: string;
  subject: string;
  detail: unknown;
}

/** Lines of the audit log, newest first. */
export async function readAudit(
  db: PrismaClient,
  { size, ...filter }: AuditFilter & { size: number },
): Promise<{ lines: AuditEntry[]; older: string | null }> {
  const rows = await db.auditLog.findMany({ where: whereOf(filter), orderBy: { id: 'desc' }, take: size + 1 });
  const shown = rows.slice(0, size);
  const names = await readUserNames(
    db,
    shown.map(({ actorId }) => actorId),
  );
  const lines = shown.map(({ id, createdAt, actorId, action, subject, detail }) => ({
    ...{ id: id.toString(), at: createdAt.toISOString(), actorId, actorName: names.get(actorId) ?? null },
    ...{ action, subject, detail },
  }));
  return { lines, older: rows.length > size ? (lines.at(-1)?.id ?? null) : null };
}

function whereOf({ actor, action, subject, from, to, before }: AuditFilter): Prisma.AuditLogWhereInput {
  return {
    ...(actor ? { actorId: actor } : {}),
    ...(action ? { action } : {}),
    ...(subject ? { subject: subject.endsWith(':') ? { startsWith: subject } : subject } : {}),
    ...(before === undefined ? {} : { id: { lt: BigInt(before) } }),
    ...(from === undefined && to === undefined
      ? {}
      : {
          createdAt: {
            ...(from === undefined ? {} : { gte: new Date(`${from}T00:00:00Z`) }),
            ...(to === undefined ? {} : { lt: dayAfter(to) }),
          },
        }),
  };
}

function dayAfter(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date;
}

/** Every action and every actor there is, for the filters. Each is one step in its index, however long the log. */
export async function readAuditChoices(db: PrismaClient): Promise<{ actions: string[]; actors: AuditActor[] }> {
  const actions = await db.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE step AS (
      (SELECT "action" AS value FROM "auditLog" ORDER BY "action" LIMIT 1)
      UNION ALL
      SELECT (SELECT "action" FROM "auditLog" WHERE "action" > step.value ORDER BY "action" LIMIT 1)
      FROM step WHERE step.value IS NOT NULL
    ) SELECT value FROM step WHERE value IS NOT NULL`;
  const users = await db.user.findMany({ orderBy: { name: 'asc' }, select: { id: true, name: true } });
  return { actions: actions.map(({ value }) => value), actors: [...users, { id: 'cli', name: 'Command line' }] };
}

export interface AuditActor {
  id: string;
  name: string;
}
