import type { Service } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { tryAtOnce } from './open-faults';
import type { ServiceTried } from './paused-services.schema';

export interface TryServiceDeps {
  db: PrismaClient;
  /** → resume/requested */
  requestResume(reason: string): Promise<unknown>;
}

/**
 * Somebody thinks that a paused service is mended: the next product that waits for it tries. `tried` is false when it
 * is not paused any more. Written to the audit log.
 */
export async function tryService(deps: TryServiceDeps, service: Service, actorId: string): Promise<ServiceTried> {
  const paused = await deps.db.$transaction(async (tx) => {
    const count = await tryAtOnce(tx, service);
    if (count > 0)
      await tx.auditLog.create({ data: { actorId, action: 'service.tried', subject: `service:${service}` } });
    return count > 0;
  });
  if (paused) await deps.requestResume(`${service} is to be tried`);
  return { service, tried: paused };
}
