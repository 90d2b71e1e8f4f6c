import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { readUsage } from './read-usage';
import { UsageMeter } from './usage-meter';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const long = new Date(0);
const warned: unknown[] = [];
const logger = { warn: (...line: unknown[]) => void warned.push(line) } as never;
const meterOf = (on = db) => new UsageMeter({ db: on, logger, everyMs: null });

beforeEach(() => {
  warned.length = 0;
});

test('counts of several workers add up in the hour they were made in', async () => {
  const [one, other] = [meterOf(), meterOf()];
  one.add('fetches', 2);
  one.add('fetched_bytes', 1_500);
  one.add('fetches');
  other.add('fetches', 4);
  other.add('model_seconds', 0.25);
  await Promise.all([one.flush(), other.close()]);
  await one.flush();
  expect(await readUsage(db, long)).toEqual({ fetches: 7, fetched_bytes: 1_500, model_seconds: 0.25 });
  const hours = await db.usageCount.findMany();
  expect(hours.every(({ hour }) => hour.getUTCMinutes() === 0)).toBe(true);
});

test('what the database did not take is written the next time', async () => {
  const meter = new UsageMeter({
    db: { $executeRaw: () => Promise.reject(new Error('away')) } as never,
    ...{ logger, everyMs: null },
  });
  meter.add('retries', 3);
  await meter.flush();
  expect(warned).toHaveLength(1);
  expect(await readUsage(db, long)).toEqual({});
});
