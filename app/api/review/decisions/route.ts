import { z } from 'zod';
import { apiRoute } from '@/app/server/api-route';
import { readJson } from '@/app/server/read-body';
import { requireApiRole } from '@/app/server/session';
import { moderationDeps } from '@/app/wiring';
import { decideReview } from '@/lib/moderation/decide-review';
import { DECISIONS } from '@/lib/quality/quality-reviewer';

const bodySchema = z.object({
  productId: z.string().regex(/^\d{1,20}$/),
  version: z.int().min(0),
  decision: z.enum(DECISIONS),
  problems: z.array(z.string()).max(20).default([]),
  note: z.string().max(2000).nullable().default(null),
});

/** A moderator approves, rejects with a reason, or puts a product back (`flagged`). Errors: 409 `review_conflict`. */
export const POST = apiRoute(async (request) => {
  const user = await requireApiRole(request, 'moderator');
  const body = bodySchema.parse(await readJson(request, 16 * 1024));
  return Response.json(await decideReview(moderationDeps(), { ...body, moderatorId: user.id }));
});
