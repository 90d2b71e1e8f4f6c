import { forWork, type Logger } from '@/lib/platform/logger';
import { counter, gauge, histogram } from '@/lib/platform/metrics';
import type { UsageMeter } from '@/lib/usage/usage-meter';
import type { StageItem } from './attempts';
import { asStep, recordStage } from './stage-spans';

export type StageName = 'scout' | 'hydrate' | 'embed' | 'review' | 'persist';

/** What stages tell of themselves: one line and one count per product and stage, one duration per step. */
export interface StageReport {
  /** `result`: what became of it at this stage, in a word or two (changed, unchanged, retry, failed, approved, …). */
  product(stage: StageName, item: Pick<StageItem, 'syncRunId' | 'productId'>, result: string, code?: string): void;
  /** Runs a step's work and measures it. */
  timed<T>(stage: StageName, work: () => Promise<T>): Promise<T>;
}

/** A page takes some 0.1 s, a batch a second or two, a batch on a full-size model ten. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180];

export function createStageReport(logger: Logger): StageReport {
  const { products, errors, seconds, underWay } = stageMetrics();
  return {
    product(stage, { productId, syncRunId }, result, code) {
      products.inc({ stage, result });
      recordStage(stage, { productId, syncRunId }, result, code);
      // What is printed is out of reach when its seller is erased; which product it was stands in catalogSyncLogs.
      const named = logger.isLevelEnabled('debug') ? { productId } : {};
      const lines = forWork(logger, { ...named, stage, ...(syncRunId === null ? {} : { syncRunId }) });
      const bad = result === 'failed' || result === 'retry';
      if (bad && code !== undefined) errors.inc({ stage, code });
      lines[bad ? 'info' : 'debug']({ result, ...(code === undefined ? {} : { code }) }, `${stage}: ${result}`);
    },
    async timed(stage, work) {
      const stop = seconds.startTimer({ stage });
      underWay.inc({ stage });
      try {
        const result = await asStep(work);
        stop({ ok: 'true' });
        return result;
      } catch (error) {
        stop({ ok: 'false' });
        logger.warn({ err: error, stage }, `${stage}: the step failed and may be tried again`);
        throw error;
      } finally {
        underWay.dec({ stage });
      }
    },
  };
}

export const stageMetrics = () => ({
  products: counter({
    name: 'soko_stage_products_total',
    help: 'Products that a stage has worked on, by what became of them there',
    labelNames: ['stage', 'result'],
  }),
  errors: counter({
    name: 'soko_stage_errors_total',
    help: 'Products that a stage could not do, or not yet, by the error’s code',
    labelNames: ['stage', 'code'],
  }),
  seconds: histogram({
    name: 'soko_stage_step_seconds',
    help: 'How long one step of a stage took: one attempt at a batch of products, or at one catalogue',
    labelNames: ['stage', 'ok'],
    buckets: BUCKETS,
  }),
  underWay: gauge({
    name: 'soko_stage_steps_under_way',
    help: 'Steps of a stage that this worker has in hand',
    labelNames: ['stage'],
  }),
});

/** What is read to an end, as hydrate-product reports it: what the cost of the whole pipeline is divided by. */
const READ = new Set(['changed', 'unchanged', 'gone']);

/** The same report, which also counts products and retries. */
export function countUsage(report: StageReport, usage: Pick<UsageMeter, 'add'>): StageReport {
  return {
    timed: (stage, work) => report.timed(stage, work),
    product(stage, item, result, code) {
      if (result === 'retry') usage.add('retries');
      if (stage === 'hydrate' && READ.has(result)) usage.add('products');
      report.product(stage, item, result, code);
    },
  };
}
