import { apiRoute } from '@/app/server/api-route';
import { requireApiRole } from '@/app/server/session';
import { streamText } from '@/app/server/stream-text';
import { database } from '@/app/wiring/process';
import { auditExportSchema, exportAudit } from '@/lib/platform/export-audit';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const;

/** The audit log as a file, written while it is read. Admins only; itself written to the audit log. */
export const GET = apiRoute(async (request) => {
  // From our own pages only: what follows is written down in this person's name.
  const user = await requireApiRole(request, 'admin');
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== '');
  const { format, ...filter } = auditExportSchema.parse(Object.fromEntries(given));
  const pieces = await exportAudit(database(), { filter, format, actorId: user.id });
  const name = `soko-audit-${new Date().toISOString().slice(0, 10)}.${format}`;
  return new Response(streamText(pieces), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
