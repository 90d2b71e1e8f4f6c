import { z } from 'zod';
import { writeAudit } from './audit';
import { CSV_BOM, csvLine } from './csv';
import type { PrismaClient } from './prisma-client/client';
import { type AuditEntry, type AuditFilter, auditFilterSchema, readAudit } from './read-audit';

export const auditExportSchema = z.object({
  format: z.enum(['csv', 'jsonl']).default('csv').describe('A table for spreadsheets, or one JSON object a line.'),
  ...auditFilterSchema.omit({ before: true }).shape,
});

/** One line as it leaves. */
export const auditLineSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actorId: z.string().describe('A user’s id, `cli`, or `seller:ID`.'),
  actorName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.unknown().describe('`{ before, after }` where something was changed.'),
});

/** Read and sent at a time: a log of any length takes no more memory than this. */
const PAGE = 500;
const COLUMNS = ['id', 'at', 'actorId', 'actorName', 'action', 'subject', 'before', 'after', 'detail'];

interface AuditExport {
  filter: Omit<AuditFilter, 'before'>;
  format: 'csv' | 'jsonl';
  /** Who asks: a user's id. */
  actorId: string;
}

/**
 * All lines of a filter as a file, newest first, piece by piece. That it is read is written down before its first
 * piece: who has begun to read has read.
 */
export async function exportAudit(
  db: PrismaClient,
  { filter, format, actorId }: AuditExport,
): Promise<AsyncGenerator<string>> {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const detail = { format, filter: given };
  await writeAudit(db, { actorId, action: 'audit.exported', subject: 'audit', detail });
  return pieces(db, filter, format);
}

async function* pieces(
  db: PrismaClient,
  filter: AuditExport['filter'],
  format: AuditExport['format'],
): AsyncGenerator<string> {
  if (format === 'csv') yield CSV_BOM + csvLine(COLUMNS);
  for (let before: string | null | undefined; before !== null; ) {
    const { lines, older } = await readAudit(db, { ...filter, before, size: PAGE });
    yield lines.map(format === 'csv' ? tableLine : (line) => `${JSON.stringify(line)}\n`).join('');
    before = older;
  }
}

function tableLine({ id, at, actorId, actorName, action, subject, detail }: AuditEntry): string {
  const { before, after, ...others } = isRecord(detail) ? detail : { detail };
  const rest = Object.values(others).some((value) => value !== null && value !== undefined) ? others : undefined;
  return csvLine([id, at, actorId, actorName, action, subject, inCell(before), inCell(after), inCell(rest)]);
}

function inCell(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
