import type { Query } from './database';

export interface FunctionCounts {
  functionId: string;
  /** Not started, or due again. */
  queued: number;
  /** For steps that sleep, wait or run. */
  waiting: number;
  /** Kept, that is within the retention time. */
  failed: number;
  /** Events that wait to be batched. */
  unbatched: number;
}

export async function readCounts(query: Query): Promise<FunctionCounts[]> {
  const rows = await query<{ function_id: string; queued: number; waiting: number; failed: number; unbatched: number }>(
    `SELECT function_id, sum(queued)::int AS queued, sum(waiting)::int AS waiting, sum(failed)::int AS failed,
            sum(unbatched)::int AS unbatched
     FROM (
       SELECT function_id, count(*) FILTER (WHERE status = 'queued') AS queued,
              count(*) FILTER (WHERE status = 'waiting') AS waiting,
              count(*) FILTER (WHERE status = 'failed') AS failed, 0 AS unbatched
       FROM engine.runs WHERE status IN ('queued', 'waiting', 'failed') GROUP BY function_id
       UNION ALL
       SELECT function_id, 0, 0, 0, count(*) FROM engine.batch_items GROUP BY function_id
     ) AS counts GROUP BY function_id`,
  );
  return rows.map(({ function_id: functionId, ...counts }) => ({ functionId, ...counts }));
}
