import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type GetStepTools, type Inngest, referenceFunction } from 'inngest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashSigningKey, sign } from '../protocol/signing';
import { testKeys } from '../testing/test-keys';
import { nameIn, serveApp, uniqueId } from './app-under-test';
import { serverForFile } from './apps-for-tests';
import { eventually, quietTime } from './eventually';
import { isEmbedded } from './server-for-tests';

const file = serverForFile();
type Options = Parameters<Inngest['createFunction']>[0];
type Step = GetStepTools<Inngest>;

/** What the app is told when it registers. */
async function registrationOf(options: Partial<Options>): Promise<{ status: number; message: string }> {
  const app = await serveApp(
    file.server,
    (inngest, named) => [
      inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], ...options }, () => {}),
    ],
    uniqueId(),
  );
  onTestFinished(() => app.close());
  const answer = await fetch(app.url, { method: 'PUT' });
  return { status: answer.status, message: String((await answer.json()).message) };
}

describe.runIf(isEmbedded)('what the embedded engine cannot do is refused when an app registers', () => {
  test.each<[string, Partial<Options>]>([
    ['rateLimit', { rateLimit: { limit: 1, period: '1s' } }],
    ['debounce', { debounce: { period: '1s' } }],
    ['priority', { priority: { run: '100' } }],
    ['singleton', { singleton: { mode: 'skip' } }],
    ['timeouts', { timeouts: { finish: '1h' } }],
    ['concurrency', { concurrency: { limit: 1, scope: 'account', key: '"a"' } }],
    ['concurrency', { concurrency: { limit: 1, key: 'event.data.a + "-" + event.data.b' } }],
    [
      'concurrency',
      {
        concurrency: [
          { limit: 1, key: 'event.data.a' },
          { limit: 2, key: 'event.data.b' },
        ],
      },
    ],
    ['throttle.key', { throttle: { limit: 1, period: '1s', key: 'event.data.x' } }],
    ['batchEvents.key', { batchEvents: { maxSize: 2, timeout: '1s', key: 'size(event.data.x)' } }],
    ['batchEvents.if', { batchEvents: { maxSize: 2, timeout: '1s', if: 'event.data.x' } }],
    ['triggers', { triggers: [{ event: 'shop/*' }] }],
    ['triggers', { triggers: [{ cron: '0 0 31 2 *' }] }],
    ['if is not supported', { triggers: [{ event: 'shop/sold', if: 'event.data.size > 40' }] }],
    ['internal events', { triggers: [{ event: 'inngest/function.failed' }] }],
    ['idempotency', { idempotency: 'event.data.x' }],
    ['cancelOn', { cancelOn: [{ event: 'shop/closed', match: 'data.x' }] }],
    ['batchEvents and a cron', { batchEvents: { maxSize: 2, timeout: '1s' }, triggers: [{ cron: '0 * * * *' }] }],
  ])('%s', async (option, options) => {
    const { status, message } = await registrationOf(options);
    expect(status).toBe(400);
    expect(message).toMatch(/function "conf-\w+-fn"/);
    expect(message).toContain(option);
  });

  test('what it can do is taken', async () => {
    expect(await registrationOf({ concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.a.b' }] })).toMatchObject({
      status: 200,
    });
  });

  test('an app anywhere but on loopback', async () => {
    const { baseUrl, signingKey = '' } = file.server;
    const answer = await fetch(new URL('/fn/register', baseUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${hashSigningKey(signingKey)}` },
      body: JSON.stringify({ url: 'http://169.254.169.254/api/inngest', appName: 'x', functions: [] }),
    });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toContain('ENGINE_ALLOWED_APP_HOSTS');
  });

  test.each<[string, RegExp, (step: Step) => Promise<unknown>]>([
    ['waitForEvent', /"it".*WaitForEvent/, (step) => step.waitForEvent('it', { event: 'shop/sold', timeout: '1m' })],
    [
      'waitForSignal',
      /"it".*WaitForSignal/,
      (step) => step.waitForSignal('it', { signal: 'sold', timeout: '1m', onConflict: 'fail' }),
    ],
    [
      'invoke',
      /"it".*InvokeFunction/,
      (step) => step.invoke('it', { function: referenceFunction({ functionId: 'x' }) }),
    ],
    ['steps side by side', /parallel steps/, (step) => Promise.all([step.run('a', () => 1), step.run('b', () => 2)])],
    ['a step beside a sleep', /parallel steps/, (step) => Promise.all([step.run('a', () => 1), step.sleep('b', '1s')])],
    ['sleeps side by side', /parallel steps/, (step) => Promise.all([step.sleep('a', '1s'), step.sleep('b', '2s')])],
    ['a race', /parallel steps/, (step) => Promise.race([step.run('a', () => 1), step.run('b', () => 2)])],
  ])('%s fails its run at once, and says why', async (_, why, ask) => {
    let calls = 0;
    let failed: string | undefined;
    const app = await file.startApp((inngest, named) => [
      inngest.createFunction(
        {
          id: 'fn',
          triggers: [{ event: named('go') }],
          retries: 3,
          onFailure: ({ error }) => {
            failed = error.message;
          },
        },
        ({ step }) => {
          calls++;
          return ask(step);
        },
      ),
    ]);
    await app.send({ name: 'go' });
    expect(await eventually(() => failed, 'it failed')).toMatch(why);
    expect(calls).toBe(1);
  });
});

describe.runIf(isEmbedded)('keys', () => {
  test('an app with another signing key is not registered', async () => {
    const app = await serveApp(
      { ...file.server, signingKey: testKeys().signingKey },
      (inngest, named) => [inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, () => {})],
      uniqueId(),
    );
    onTestFinished(() => app.close());
    const answer = await fetch(app.url, { method: 'PUT' });
    expect(answer.ok).toBe(false);
  });

  test('events with another key are not taken', async () => {
    const { baseUrl } = file.server;
    const answer = await fetch(new URL('/e/another-key', baseUrl), { method: 'POST', body: '{"name":"x"}' });
    expect(answer.status).toBe(401);
  });

  test('an app runs nothing for a caller that does not sign, or signs with another key', async () => {
    let calls = 0;
    const app = await file.startApp((inngest, named) => [
      inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, () => void calls++),
    ]);
    const body = JSON.stringify({ ctx: { attempt: 0, run_id: 'x' }, event: {}, events: [], steps: {}, version: 2 });
    const target = `${app.url}?fnId=${app.inngest.id}-fn&stepId=step`;
    for (const signature of [undefined, sign(body, testKeys().signingKey)]) {
      const headers = signature === undefined ? {} : { 'x-inngest-signature': signature };
      expect((await fetch(target, { method: 'POST', body, headers })).status).toBe(401);
    }
    expect(calls).toBe(0);
  });

  test('an answer that the app did not sign is not believed; the run waits for the app', async () => {
    const { baseUrl, signingKey = '' } = file.server;
    const id = uniqueId();
    let impostorCalls = 0;
    const impostor = createServer((_, response) => {
      impostorCalls++;
      response.writeHead(200, { 'content-type': 'application/json' }).end('"done"');
    });
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
    const { port } = impostor.address() as AddressInfo;
    onTestFinished(() => void impostor.close());
    const step = { id: 'step', runtime: { type: 'http', url: `http://127.0.0.1:${port}/api/inngest` } };
    const registered = await fetch(new URL('/fn/register', baseUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${hashSigningKey(signingKey)}` },
      body: JSON.stringify({
        url: `http://127.0.0.1:${port}/api/inngest`,
        appName: id,
        functions: [{ id: `${id}-fn`, triggers: [{ event: nameIn(id)('go') }], steps: { step } }],
      }),
    });
    expect(registered.status).toBe(200);
    let ran = 0;
    const { inngest } = await serveApp(file.server, () => [], id);
    await inngest.send({ name: nameIn(id)('go') });
    await eventually(() => impostorCalls > 1, 'the impostor was called again');
    await quietTime(100);
    await file.startApp(
      (client, named) => [client.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, () => void ran++)],
      id,
    );
    await eventually(() => ran === 1, 'the app ran it');
  });

  test('steps of a call that is not under way are not taken', async () => {
    const { baseUrl, signingKey = '' } = file.server;
    const store = (bearer: string) =>
      fetch(new URL('/v1/checkpoint/some-run/async', baseUrl), {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}` },
        body: JSON.stringify({ run_id: 'some-run', qi_id: 'x', steps: [{ id: 'a', op: 'StepRun', data: 1 }] }),
      });
    expect((await store('wrong')).status).toBe(401);
    expect((await store(hashSigningKey(signingKey))).status).toBe(409);
  });
});
