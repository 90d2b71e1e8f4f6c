import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type FunctionsOf, startApp } from '../conformance/app-under-test';
import { freePort } from './child-process';
import { startEngineProcess } from './engine-process';
import { testKeys } from './test-keys';

/**
 * Events and runs per second through the engine as a process of its own, on the PostgreSQL that DATABASE_URL names:
 * `DATABASE_URL=postgres://… npx tsx engine/testing/measure.ts`. Use an empty database.
 */
const { DATABASE_URL: databaseUrl, RUNS: runs } = z
  .object({ DATABASE_URL: z.string(), RUNS: z.coerce.number().int().default(2_000) })
  .parse(process.env);

const settings = { databaseUrl, port: await freePort(), ...testKeys() };
const engine = await startEngineProcess(settings);
const access = { baseUrl: `http://127.0.0.1:${settings.port}`, ...settings };

let ended = 0;
const functions: FunctionsOf = (inngest, named) => [
  inngest.createFunction({ id: 'two', triggers: [{ event: named('two') }], concurrency: 20 }, async ({ step }) => {
    const one = await step.run('one', () => 1);
    await step.run('two', () => one + 1);
    ended++;
  }),
  inngest.createFunction(
    {
      id: 'batches',
      triggers: [{ event: named('batch') }],
      concurrency: 4,
      batchEvents: { maxSize: 20, timeout: '1s' },
    },
    async ({ events, step }) => {
      await step.run('one', () => events.length);
      ended += events.length;
    },
  ),
];
const app = await startApp(access, functions);
/** The engine's CPU seconds so far, from its metrics. */
async function engineCpu(): Promise<number> {
  const text = await (await fetch(new URL('/metrics', access.baseUrl))).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}

/** Rates depend on what else the machine does; CPU time much less so. */
async function measure(what: string, count: number, work: () => Promise<void>): Promise<void> {
  const [from, engineFrom, appFrom] = [performance.now(), await engineCpu(), process.cpuUsage()];
  await work();
  const perSecond = Math.round((count * 1_000) / (performance.now() - from));
  const engineMs = ((await engineCpu()) - engineFrom) * 1_000;
  const app = process.cpuUsage(appFrom);
  const each = (ms: number) => `${(ms / count).toFixed(3)} ms`;
  const cpu = `CPU each: engine ${each(engineMs)}, app ${each((app.user + app.system) / 1_000)}`;
  process.stdout.write(`${what}: ${perSecond}/s (${cpu})\n`);
}

const untilEnded = async (count: number) => {
  while (ended < count) await sleep(5);
};

async function send(name: string, count: number) {
  for (let from = 0; from < count; from += 500) {
    await app.send(...Array.from({ length: Math.min(500, count - from) }, (_, i) => ({ name, data: { n: from + i } })));
  }
}

await measure('events accepted, 500 a send, starting nothing', 20_000, () => send('nobody', 20_000));
await measure('runs of two steps, concurrency 20, checkpoints', runs, async () => {
  await send('two', runs);
  await untilEnded(runs);
});
ended = 0;
await measure('events in batches of 20', 10_000, async () => {
  await send('batch', 10_000);
  await untilEnded(10_000);
});
await app.close();
await engine.kill('SIGTERM');
