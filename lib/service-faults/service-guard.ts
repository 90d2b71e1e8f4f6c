import { NEVER, type Service, SokoError } from '@/lib/platform/errors';
import type { Logger } from '@/lib/platform/logger';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { inSpanOf } from '@/lib/platform/tracing/tracing';
import {
  asFaultError,
  closeFault,
  type FaultError,
  isFault,
  type OpenFault,
  openFault,
  readOpenFaults,
  takeTrial,
} from './open-faults';
import { isOutage, OutageCount, type OutagePatience } from './outage-count';

export interface ServiceGuardOptions {
  db: PrismaClient;
  logger: Pick<Logger, 'error' | 'warn' | 'info'>;
  /** A fault is gone: what waited for the service may go on, at the next minute's look at the latest. */
  onMended(service: Service): Promise<unknown>;
  patience?: OutagePatience;
}

/** What other processes have found out is known here so much later. */
const KNOWN_FOR_MS = 1_000;

const AWAY: Record<Service, string> = {
  reviewer: 'See whether Gemini can be reached from here, and GEMINI_BASE_URL.',
  images: 'See whether the picture store runs and can be reached from here: the S3_ settings, or SOKO_HOME.',
  vectors: 'See whether Milvus runs and can be reached from here: MILVUS_ADDRESS.',
  model: 'See what the worker logs about the model.',
};

/**
 * Keeps a service that is set wrongly, full or away from being asked for every product (a circuit breaker, shared by
 * all processes through `serviceFaults`). Who needs a paused service is told so at once, by the fault; now and then one
 * call is let through, and once one has succeeded the service is asked as ever.
 */
export class ServiceGuard {
  private readonly outages: OutageCount;
  private known: { until: number; faults: Promise<OpenFault[]> } | undefined;

  constructor(private readonly options: ServiceGuardOptions) {
    this.outages = new OutageCount(options.patience);
  }

  /**
   * Makes a call of the service; `productId`: where what it is asked may be why it fails. Errors: the call's own; one
   * with `fault` when the service is paused, or is now.
   */
  async call<T>(service: Service, work: () => Promise<T>, productId?: string): Promise<T> {
    const paused = (await this.openFaults()).find((fault) => fault.service === service);
    if (paused && !(paused.due && (await takeTrial(this.options.db, service)))) throw asFaultError(paused);
    try {
      const result = await this.watch(service, work, productId);
      await this.works(service);
      return result;
    } catch (error) {
      // It answered, and about this very product.
      if (error instanceof SokoError && !error.fault && !error.retry.again) await this.works(service);
      throw error;
    }
  }

  /** Makes a call that a paused service may answer all the same, and whose answer does not prove that it works. */
  async watch<T>(service: Service, work: () => Promise<T>, productId?: string): Promise<T> {
    try {
      return await inSpanOf(service, { kind: 'client' }, work);
    } catch (error) {
      if (isFault(error)) throw await this.pause(error);
      if (isOutage(error) && this.outages.failed(service, productId)) throw await this.pause(asOutage(service, error));
      throw error;
    }
  }

  private async pause(error: FaultError): Promise<FaultError> {
    const { service, remedy } = error.fault;
    const isNew = await openFault(this.options.db, error);
    this.known = undefined;
    if (isNew) {
      const { code, message } = error;
      this.options.logger.error({ service, code, remedy }, `${service}: paused, what needs it waits: ${message}`);
    }
    return error;
  }

  private async works(service: Service): Promise<void> {
    this.outages.answered(service);
    if (!(await this.openFaults()).some((fault) => fault.service === service)) return;
    this.known = undefined;
    if (!(await closeFault(this.options.db, service))) return;
    this.options.logger.info({ service }, `${service}: works again, what waited goes on`);
    await this.options.onMended(service).catch((error: unknown) => {
      this.options.logger.warn({ err: error, service }, 'what waited goes on within a minute');
    });
  }

  private openFaults(): Promise<OpenFault[]> {
    const now = Date.now();
    if (this.known === undefined || now >= this.known.until) {
      const faults = readOpenFaults(this.options.db);
      const known = { until: now + KNOWN_FOR_MS, faults };
      this.known = known;
      faults.catch(() => {
        if (this.known === known) this.known = undefined;
      });
    }
    return this.known.faults;
  }
}

function asOutage(service: Service, error: SokoError): FaultError {
  const { code, message } = error;
  const fault = { service, remedy: AWAY[service] };
  // The fault goes in, so it is there.
  return new SokoError({ code, message, status: 503, retry: NEVER, fault, cause: error }) as FaultError;
}
