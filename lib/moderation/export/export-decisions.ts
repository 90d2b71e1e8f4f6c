import { writeAudit } from '@/lib/platform/audit';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readDecisionLines, type WantedDecisions } from './read-decision-lines';
import { FORMATS, type Format } from './write-decision-lines';

export interface DecisionExport extends WantedDecisions {
  format: Format;
  /** Who asks: a user's id. */
  actorId: string;
}

/**
 * The decisions as a file, piece by piece. Written to the audit log before its first piece: who has begun to read has
 * read.
 */
export async function exportDecisions(
  db: PrismaClient,
  { format, actorId, ...wanted }: DecisionExport,
): Promise<AsyncGenerator<string>> {
  const detail = { format, of: wanted.of, since: wanted.since?.toISOString() ?? null };
  await writeAudit(db, { actorId, action: 'decisions.exported', subject: 'decisions', detail });
  return pieces(db, format, wanted);
}

async function* pieces(db: PrismaClient, format: Format, wanted: WantedDecisions): AsyncGenerator<string> {
  const { begin, lines } = FORMATS[format];
  yield begin();
  for await (const batch of readDecisionLines(db, wanted)) yield lines(batch);
}
