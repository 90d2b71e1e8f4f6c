import { z } from 'zod';
import { apiRoute } from '@/app/server/api-route';
import { requireApiRole } from '@/app/server/session';
import { streamText } from '@/app/server/stream-text';
import { database } from '@/app/wiring/process';
import { exportDecisions } from '@/lib/moderation/export/export-decisions';
import { FORMATS } from '@/lib/moderation/export/write-decision-lines';
import { beginOf, PERIODS } from '@/lib/moderation/numbers/periods';

const querySchema = z.object({
  format: z.enum(['csv', 'jsonl']).default('csv'),
  period: z.enum(['all', ...(Object.keys(PERIODS) as (keyof typeof PERIODS)[])]).default('all'),
  of: z.enum(['people', 'all']).default('people'),
});

/** Decisions as a file, for moderators and admins; written to the audit log. */
export const GET = apiRoute(async (request) => {
  // From our own pages only: what follows is written down in this person's name.
  const user = await requireApiRole(request, 'moderator');
  const { format, period, of } = querySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const now = new Date();
  const since = period === 'all' ? null : beginOf(period, now);
  const pieces = await exportDecisions(database(), { format, since, of, actorId: user.id });
  const name = `soko-decisions-${now.toISOString().slice(0, 10)}.${format}`;
  return new Response(streamText(pieces), {
    headers: {
      'content-type': FORMATS[format].type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
});
