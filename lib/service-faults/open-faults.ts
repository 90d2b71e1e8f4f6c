import { NEVER, type Service, type ServiceFault, SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/** A service that is paused: set wrongly, without credit, full or away. */
export interface OpenFault {
  service: Service;
  code: string;
  /** In the service's own words. */
  message: string;
  remedy: string;
  since: Date;
  /** Whether one call may try the service again by now. */
  due: boolean;
}

export type FaultError = SokoError & { fault: ServiceFault };

export const isFault = (error: unknown): error is FaultError => error instanceof SokoError && error.fault !== undefined;

/** What a call that is not made for a fault throws. */
export const asFaultError = ({ service, code, message, remedy }: OpenFault): FaultError =>
  // The fault goes in, so it is there.
  new SokoError({ code, message, status: 503, retry: NEVER, fault: { service, remedy } }) as FaultError;

/** Between two tries: a minute's cron finds each of them due. */
const TRY_AGAIN_SECONDS = 45;
/** What ends by itself at a known time may be mended before: a quota is raised, a plan is bought. */
const TRY_QUOTA_SECONDS = 3_600;

export async function readOpenFaults(db: Prisma.TransactionClient): Promise<OpenFault[]> {
  return db.$queryRaw<OpenFault[]>`
    SELECT "service", "code", "message", "remedy", "since", "tryAt" <= clock_timestamp() AS "due"
    FROM "serviceFaults" ORDER BY "since", "service"`;
}

/** Keeps a fault that a call has met just now. True when it was not known before. */
export async function openFault(db: Prisma.TransactionClient, { code, message, fault }: FaultError): Promise<boolean> {
  const { service, remedy, resetsAt = null } = fault;
  const [row] = await db.$queryRaw<{ opened: boolean }[]>`
    INSERT INTO "serviceFaults" AS f ("service", "code", "message", "remedy", "resetsAt", "tryAt")
    VALUES (${service}, ${code}, ${message}, ${remedy}, ${resetsAt}, clock_timestamp() + CASE
      WHEN ${resetsAt}::timestamptz > clock_timestamp() THEN LEAST(
        ${resetsAt}::timestamptz - clock_timestamp(), make_interval(secs => ${TRY_QUOTA_SECONDS}))
      ELSE make_interval(secs => ${TRY_AGAIN_SECONDS}) END)
    ON CONFLICT ("service") DO UPDATE SET "code" = EXCLUDED."code", "message" = EXCLUDED."message",
      "remedy" = EXCLUDED."remedy", "resetsAt" = EXCLUDED."resetsAt", "tryAt" = EXCLUDED."tryAt",
      "lastSeenAt" = clock_timestamp()
    RETURNING "xmax" = 0 AS "opened"`;
  return row?.opened ?? false;
}

/** The service works. True when there was a fault. */
export async function closeFault(db: Prisma.TransactionClient, service: Service): Promise<boolean> {
  return (await db.$executeRaw`DELETE FROM "serviceFaults" WHERE "service" = ${service}`) > 0;
}

/** Of all who would try a service whose time has come, one may; should it die of it, the next one, a while later. */
export async function takeTrial(db: Prisma.TransactionClient, service: Service): Promise<boolean> {
  const taken = await db.$executeRaw`
    UPDATE "serviceFaults" SET "tryAt" = clock_timestamp() + make_interval(secs => ${TRY_AGAIN_SECONDS})
    WHERE "service" = ${service} AND "tryAt" <= clock_timestamp()`;
  return taken > 0;
}

/** Somebody may have mended it: the next call tries. Null: each of them. Returns how many there are. */
export async function tryAtOnce(db: Prisma.TransactionClient, service: Service | null): Promise<number> {
  return db.$executeRaw`
    UPDATE "serviceFaults" SET "tryAt" = date_trunc('milliseconds', clock_timestamp())
    WHERE ${service}::text IS NULL OR "service" = ${service}`;
}

/** Nothing has met it for so long, and nothing waits for it: whether it is mended nobody can say, nor needs to know. */
const FORGOTTEN_AFTER_SECONDS = 600;

/** Returns the services whose faults are forgotten. */
export async function forgetFaults(db: Prisma.TransactionClient): Promise<Service[]> {
  const rows = await db.$queryRaw<{ service: Service }[]>`
    DELETE FROM "serviceFaults" f
    WHERE "lastSeenAt" < clock_timestamp() - make_interval(secs => ${FORGOTTEN_AFTER_SECONDS})
      AND "tryAt" < clock_timestamp()
      AND NOT EXISTS (SELECT 1 FROM "syncItems" i WHERE i."waitsFor" = f."service" AND i."outcome" IS NULL)
    RETURNING "service"`;
  return rows.map(({ service }) => service);
}
