import { setTimeout as sleep } from 'node:timers/promises';
import { RetryAfterError } from 'inngest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '@/e2e/support/test-database';
import { hashSigningKey } from '../protocol/signing';
import { type Child, freePort, startChild } from '../testing/child-process';
import { type EngineSettings, startEngineProcess } from '../testing/engine-process';
import { startTestEngine } from '../testing/test-engine';
import { testKeys } from '../testing/test-keys';
import { type FunctionsOf, startApp, uniqueId } from './app-under-test';
import { eventually } from './eventually';
import { isEmbedded } from './server-for-tests';

/** An engine that can be killed and comes back on the same port, on a database of its own. */
async function killableEngine() {
  const database = await createTestDatabase();
  const settings: EngineSettings = { databaseUrl: database.url, port: await freePort(), ...testKeys() };
  let child = await startEngineProcess(settings);
  onTestFinished(async () => {
    await child.kill('SIGKILL');
    await database.drop();
  });
  return {
    access: { baseUrl: `http://127.0.0.1:${settings.port}`, ...settings },
    settings,
    kill: () => child.kill('SIGKILL'),
    stop: () => child.kill('SIGTERM'),
    exit: () => child.exit,
    async start() {
      child = await startEngineProcess(settings);
      if (!child.lines.some((line) => line.includes('"ready"'))) throw new Error(child.errors.join('\n'));
    },
  };
}

async function appOn(engine: { access: EngineSettings & { baseUrl: string } }, functionsOf: FunctionsOf) {
  const app = await startApp(engine.access, functionsOf);
  onTestFinished(() => app.close());
  return app;
}

describe.runIf(isEmbedded)('kill -9 of an app', () => {
  test('in the middle of a step: the step runs again, those before it do not', async () => {
    const database = await createTestDatabase();
    const keys = testKeys();
    const engine = await startTestEngine({ databaseUrl: database.url, ...keys });
    const id = uniqueId();
    const port = await freePort();
    const start = (): Child =>
      startChild('engine/testing/crash-app.ts', {
        APP_ID: id,
        APP_PORT: `${port}`,
        BASE_URL: engine.url,
        EVENT_KEY: keys.eventKey,
        SIGNING_KEY: keys.signingKey,
      });
    let app = start();
    onTestFinished(async () => {
      await app.kill('SIGKILL');
      await engine.stop(0);
      await database.drop();
    });
    const says = (text: string) =>
      eventually(
        () => app.lines.includes(text),
        () => `${text}, only ${app.lines}`,
      );
    await says('registered');
    const sent = await fetch(new URL(`/e/${keys.eventKey}`, engine.url), {
      method: 'POST',
      body: JSON.stringify([
        { name: `${id}/go`, data: { n: 1, ms: 500 } },
        { name: `${id}/go`, data: { n: 2, ms: 500 } },
      ]),
    });
    expect(sent.status).toBe(200);
    await says('slow begins 1');
    await says('slow begins 2');
    await app.kill('SIGKILL');
    const before = app.lines;
    app = start();
    await says('run ends 1');
    await says('run ends 2');
    expect(before).toContain('quick 1');
    expect(app.lines.filter((line) => line.startsWith('quick'))).toEqual([]);
    expect(app.lines.filter((line) => line.startsWith('slow ends')).sort()).toEqual(['slow ends 1', 'slow ends 2']);
  });
});

describe.runIf(isEmbedded)('kill -9 of the engine', () => {
  test('right after it took events: none is lost', async () => {
    const engine = await killableEngine();
    const seen = new Set<number>();
    const app = await appOn(engine, (inngest, named) => [
      inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], concurrency: 2 }, ({ event }) => {
        seen.add(event.data.n);
      }),
    ]);
    await app.send(...Array.from({ length: 200 }, (_, n) => ({ name: 'go', data: { n } })));
    await engine.kill();
    expect(seen.size).toBeLessThan(200);
    await engine.start();
    await eventually(
      () => seen.size === 200,
      () => `all ran, ${seen.size} did`,
    );
  });

  test('while a step runs: steps that were stored are not done again, the old call stops', async () => {
    const engine = await killableEngine();
    const counts = { stored: 0, running: 0, after: 0 };
    let ended = 0;
    const app = await appOn(engine, (inngest, named) => [
      inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, async ({ step }) => {
        await step.run('stored', () => ++counts.stored);
        await step.run('running', async () => {
          counts.running++;
          await sleep(2_000);
        });
        await step.run('after', () => ++counts.after);
        ended++;
      }),
    ]);
    await app.send({ name: 'go' });
    await eventually(() => counts.running === 1, 'the step runs');
    await engine.kill();
    await engine.start();
    await eventually(() => ended === 1, 'it ended');
    // The step that ran when the engine died runs again, and the first call is told to stop when it wants to store it.
    expect(counts).toEqual({ stored: 1, running: 2, after: 1 });
  });

  test('during sleeps, retries’ waits and open batches', async () => {
    const engine = await killableEngine();
    const counts = new Map<string, number>();
    const count = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
    const ended = new Set<string>();
    const app = await appOn(engine, (inngest, named) => [
      inngest.createFunction({ id: 'sleeps', triggers: [{ event: named('go') }] }, async ({ step }) => {
        await step.run('a', () => count('sleeps a'));
        await step.sleep('b', '2s');
        ended.add('sleeps');
      }),
      inngest.createFunction(
        { id: 'retries', triggers: [{ event: named('go') }], retries: 1 },
        async ({ step, attempt }) => {
          await step.run('a', () => count('retries a'));
          await step.run('b', () => {
            count('retries b');
            if (attempt === 0) throw new RetryAfterError('later', 2_000);
          });
          ended.add('retries');
        },
      ),
      inngest.createFunction(
        { id: 'batches', triggers: [{ event: named('go') }], batchEvents: { maxSize: 10, timeout: '2s' } },
        ({ events }) => {
          count(`batch of ${events.length}`);
          ended.add('batches');
        },
      ),
    ]);
    await app.send({ name: 'go' });
    await eventually(() => counts.has('retries b') && counts.has('sleeps a'), 'all began');
    await engine.kill();
    await engine.start();
    await eventually(
      () => ended.size === 3,
      () => `all ended, ${[...ended]} did`,
    );
    expect(counts.get('sleeps a')).toBe(1);
    expect(counts.get('retries a')).toBe(1);
    expect(counts.get('batch of 1')).toBe(1);
  });

  test('again and again, at any moment: every run ends', { timeout: 180_000 }, async () => {
    const engine = await killableEngine();
    const ended = new Map<number, number>();
    const chained = new Map<number, number>();
    const app = await appOn(engine, (inngest, named) => [
      inngest.createFunction(
        { id: 'first', triggers: [{ event: named('go') }], concurrency: 10 },
        async ({ event, step }) => {
          await step.run('one', () => sleep(Math.random() * 40));
          await step.sendEvent('next', {
            name: named('next'),
            data: event.data,
            id: `${named('next')}-${event.data.n}`,
          });
          await step.run('two', () => sleep(Math.random() * 40));
          const { n } = event.data;
          await step.run('end', () => void ended.set(n, (ended.get(n) ?? 0) + 1));
        },
      ),
      inngest.createFunction(
        { id: 'second', triggers: [{ event: named('next') }], batchEvents: { maxSize: 7, timeout: '1s' } },
        async ({ events, step }) => {
          await step.run('note', () => {
            for (const { data } of events) chained.set(data.n, (chained.get(data.n) ?? 0) + 1);
          });
        },
      ),
    ]);
    for (let round = 0; round < 4; round++) {
      await app.send(...Array.from({ length: 50 }, (_, n) => ({ name: 'go', data: { n: round * 50 + n } })));
      await sleep(Math.random() * 1_500);
      await engine.kill();
      await engine.start();
    }
    await eventually(
      () => ended.size === 200 && chained.size === 200,
      () => `all ended, ${ended.size} and ${chained.size} did`,
    );
    const left = await eventually(async () => {
      const headers = { authorization: `Bearer ${hashSigningKey(engine.access.signingKey)}` };
      const status = await (await fetch(new URL('/status', engine.access.baseUrl), { headers })).json();
      const open = status.functions.some((fn: Record<string, number>) => fn.queued || fn.waiting || fn.unbatched);
      return open ? false : status.functions.map((fn: Record<string, number>) => fn.failed);
    }, 'nothing is left to do');
    expect(left).toEqual([0, 0]);
  });
});

describe.runIf(isEmbedded)('the engine as a process', () => {
  test('a second one on the same database refuses to start', async () => {
    const engine = await killableEngine();
    const second = await startEngineProcess({ ...engine.settings, port: 0 });
    expect(await second.exit).toBe(1);
    expect(second.errors.join()).toContain('Another engine already works on this database');
  });

  test('stops on SIGTERM and leaves nothing undone', async () => {
    const engine = await killableEngine();
    let ended = false;
    const app = await appOn(engine, (inngest, named) => [
      inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, async ({ step }) => {
        await step.sleep('a while', '2s');
        ended = true;
      }),
    ]);
    await app.send({ name: 'go' });
    await engine.stop();
    expect(await engine.exit()).toBe(0);
    await engine.start();
    await eventually(() => ended, 'it ended after the restart');
  });

  test.each([
    ['the port is taken', 'cannot listen on', {}],
    [
      'there is no database',
      'database cannot be reached',
      { DATABASE_URL: 'postgres://127.0.0.1:1/none', ENGINE_DATABASE_GRACE_MS: '300' },
    ],
    ['a setting is wrong', 'INNGEST_SIGNING_KEY', { INNGEST_SIGNING_KEY: 'secret' }],
  ])('ends with a clear message when %s', async (_, message, env) => {
    const database = await createTestDatabase();
    const holder = await startTestEngine({ databaseUrl: (await otherDatabase()).url, ...testKeys() });
    onTestFinished(async () => {
      await holder.stop(0);
      await database.drop();
    });
    const child = await startEngineProcess({ databaseUrl: database.url, port: holder.port, ...testKeys() }, env);
    expect(await child.exit).toBe(1);
    expect(child.errors.join('\n')).toContain(message);
  });
});

async function otherDatabase() {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return database;
}
