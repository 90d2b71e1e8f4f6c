import type { Logger } from '@/lib/platform/logger';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Usage } from './usage';
import { usageMetrics } from './usage-metrics';

/** What a killed process loses of its counts at most. */
const FLUSHED_EVERY_MS = 10_000;

export interface UsageMeterOptions {
  db: Prisma.TransactionClient;
  logger: Pick<Logger, 'warn'>;
  /** Null: only when told. */
  everyMs?: number | null;
}

/** Counts in memory what the pipeline costs, and adds it to the hour's rows now and then: one statement for all. */
export class UsageMeter {
  private pending = new Map<Usage, number>();
  private readonly metrics = usageMetrics();
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: UsageMeterOptions) {
    const { everyMs = FLUSHED_EVERY_MS } = options;
    if (everyMs !== null) this.timer = setInterval(() => void this.flush(), everyMs).unref();
  }

  add(what: Usage, amount = 1): void {
    this.metrics.get(what)?.inc(amount);
    this.keep(what, amount);
  }

  private keep(what: Usage, amount: number): void {
    this.pending.set(what, (this.pending.get(what) ?? 0) + amount);
  }

  /** What cannot be written is kept for the next time. */
  async flush(): Promise<void> {
    if (this.pending.size === 0) return;
    const counts = this.pending;
    this.pending = new Map();
    // By name: two workers then wait for each other's rows in one order.
    const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, amount]) => ({ what, amount }));
    try {
      await this.options.db.$executeRaw`
        INSERT INTO "usageCounts" AS u ("hour", "what", "amount")
        SELECT date_trunc('hour', clock_timestamp()), c."what", c."amount"
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c("what" text, "amount" float8)
        ORDER BY c."what"
        ON CONFLICT ("hour", "what") DO UPDATE SET "amount" = u."amount" + EXCLUDED."amount"`;
    } catch (error) {
      for (const { what, amount } of rows) this.keep(what, amount);
      this.options.logger.warn({ err: error }, 'what was used is counted later');
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}
