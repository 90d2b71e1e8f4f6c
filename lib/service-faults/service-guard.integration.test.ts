import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { AGAIN, type Service, SokoError } from '@/lib/platform/errors';
import { forgetFaults, readOpenFaults, tryAtOnce } from './open-faults';
import { ServiceGuard } from './service-guard';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

let calls: number;
let lines: string[];
let mended: Service[];
let now: number;

beforeEach(() => {
  [calls, lines, mended, now] = [0, [], [], 0];
});

function newGuard(onMended = async (service: Service) => void mended.push(service)): ServiceGuard {
  const line = (level: string) => (_details: unknown, message: string) => void lines.push(`${level} ${message}`);
  return new ServiceGuard({
    db,
    logger: { error: line('error'), warn: line('warn'), info: line('info') } as never,
    onMended,
    patience: { minFailures: 3, minMs: 1_000, now: () => now },
  });
}

const fault = (resetsAt?: Date) =>
  new SokoError({
    code: 'reviewer_key_refused',
    message: 'API key not valid.',
    fault: { service: 'reviewer', remedy: 'Set GEMINI_API_KEY.', ...(resetsAt && { resetsAt }) },
  });
const away = new SokoError({ code: 'reviewer_unavailable', message: 'Gemini did not answer.', retry: AGAIN });

/** A call that comes to this; the code of what it throws, or what it answers. */
async function call(guard: ServiceGuard, outcome: Error | 'answer' = 'answer', service: Service = 'reviewer') {
  return guard
    .call(service, async () => {
      calls += 1;
      if (outcome instanceof Error) throw outcome;
      return outcome;
    })
    .catch((error: unknown) => error);
}

const secondsToTry = async () => {
  const row = await db.serviceFault.findUniqueOrThrow({ where: { service: 'reviewer' } });
  return (row.tryAt.getTime() - Date.now()) / 1000;
};

describe('a service at fault', () => {
  test('is not asked again, and says why in its own words', async () => {
    const guard = newGuard();
    expect(await call(guard, fault())).toMatchObject({ code: 'reviewer_key_refused' });
    for (const each of [guard, newGuard()]) {
      expect(await call(each)).toMatchObject({
        message: 'API key not valid.',
        fault: { service: 'reviewer', remedy: 'Set GEMINI_API_KEY.' },
      });
    }
    expect(calls).toBe(1);
    expect(await readOpenFaults(db)).toMatchObject([{ service: 'reviewer', message: 'API key not valid.' }]);
  });

  test('is told once in the log, however many calls were under way', async () => {
    const guard = newGuard();
    await Promise.all(Array.from({ length: 10 }, () => call(guard, fault())));
    expect(lines).toEqual(['error reviewer: paused, what needs it waits: API key not valid.']);
  });

  test('keeps nobody from asking another', async () => {
    const guard = newGuard();
    await call(guard, fault());
    expect(await call(guard, 'answer', 'images')).toBe('answer');
  });

  test('is tried by one call once its time has come; as long as it fails nobody else asks', async () => {
    const guard = newGuard();
    await call(guard, fault());
    await tryAtOnce(db, 'reviewer');
    const trials = await Promise.all(Array.from({ length: 5 }, () => call(newGuard(), fault())));
    expect(calls).toBe(2);
    expect(trials.every((error) => error instanceof SokoError && error.fault !== undefined)).toBe(true);
    expect(await secondsToTry()).toBeGreaterThan(30);
  });

  test('is asked by all again once one call has succeeded', async () => {
    await call(newGuard(), fault());
    await tryAtOnce(db, null);
    const guard = newGuard();
    expect(await call(guard)).toBe('answer');
    expect(await call(guard)).toBe('answer');
    expect(mended).toEqual(['reviewer']);
    expect(lines.at(-1)).toBe('info reviewer: works again, what waited goes on');
    expect(await readOpenFaults(db)).toEqual([]);
  });

  test('works again when it refuses that very product: it has looked at it', async () => {
    await call(newGuard(), fault());
    await tryAtOnce(db, null);
    const refused = new SokoError({ code: 'reviewer_refused', message: 'Not this one.' });
    expect(await call(newGuard(), refused)).toBe(refused);
    expect(mended).toEqual(['reviewer']);
  });

  test('what succeeded has succeeded, although nobody could be told that the service works', async () => {
    await call(newGuard(), fault());
    await tryAtOnce(db, null);
    const guard = newGuard(() => Promise.reject(new Error('the engine is away')));
    expect(await call(guard)).toBe('answer');
    expect(await readOpenFaults(db)).toEqual([]);
  });

  test('may answer some calls all the same, which neither wait nor prove anything', async () => {
    const guard = newGuard();
    await call(guard, fault());
    await tryAtOnce(db, null);
    expect(await guard.watch('reviewer', async () => 'kept')).toBe('kept');
    expect(await readOpenFaults(db)).toMatchObject([{ due: true }]);
    await expect(guard.watch('images', () => Promise.reject(fault()))).rejects.toMatchObject({ code: fault().code });
  });

  test('a quota is tried when it resets, and each hour, for it may have been raised', async () => {
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    await call(newGuard(), fault(inMinutes(20)));
    expect(Math.round((await secondsToTry()) / 60)).toBe(20);
    await tryAtOnce(db, null);
    await call(newGuard(), fault(inMinutes(600)));
    expect(Math.round((await secondsToTry()) / 60)).toBe(60);
    await tryAtOnce(db, null);
    await call(newGuard(), fault(inMinutes(-5)));
    expect(await secondsToTry()).toBeLessThan(60);
  });

  test('is forgotten when nothing has met it for a while and nothing waits for it', async () => {
    await call(newGuard(), fault());
    await tryAtOnce(db, null);
    expect(await forgetFaults(db)).toEqual([]);
    await db.serviceFault.updateMany({ data: { lastSeenAt: new Date(Date.now() - 3_600_000) } });
    expect(await forgetFaults(db)).toEqual(['reviewer']);
  });
});

describe('a service that is away', () => {
  test('is paused after so many calls in a row for so long, and not before', async () => {
    const guard = newGuard();
    for (let i = 0; i < 5; i++) expect(await call(guard, away)).toBe(away);
    now = 1_000;
    expect(await call(guard, away)).toMatchObject({
      code: 'reviewer_unavailable',
      fault: { service: 'reviewer', remedy: expect.stringContaining('GEMINI_BASE_URL') },
    });
    expect(await readOpenFaults(db)).toHaveLength(1);
  });

  test('that answers between is not', async () => {
    const guard = newGuard();
    for (let i = 0; i < 5; i++) {
      now += 1_000;
      await call(guard, away);
      await call(guard);
    }
    expect(await readOpenFaults(db)).toEqual([]);
  });

  test('is none that stumbles over one product each time: that is the product’s trouble', async () => {
    const guard = newGuard();
    const ask = (productId: string) => guard.call('reviewer', () => Promise.reject(away), productId).catch((e) => e);
    for (let i = 0; i < 9; i++) {
      now += 1_000;
      expect(await ask('1')).toBe(away);
    }
    expect(await ask('2')).toMatchObject({ fault: { service: 'reviewer' } });
  });

  test('is none that asks to be paced, or that fails in a way of its own', async () => {
    const guard = newGuard();
    for (let i = 0; i < 5; i++) {
      now += 1_000;
      await call(guard, new SokoError({ code: 'reviewer_rate_limited', message: 'Later.', retry: AGAIN }));
      await call(guard, new TypeError('a bug'));
    }
    expect(await readOpenFaults(db)).toEqual([]);
  });
});
