import { NonRetriableError } from 'inngest';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '@/e2e/support/test-database';
import { hashSigningKey } from '../protocol/signing';
import { startTestEngine } from '../testing/test-engine';
import { testKeys } from '../testing/test-keys';
import { startApp } from './app-under-test';
import { eventually, quietTime } from './eventually';
import { isEmbedded } from './server-for-tests';

const PHONE = '254712345678';
const OTHER = '254722000111';
interface Item {
  phone: string;
  n: number;
}

/** Every column of every table of the engine that holds the phone. */
async function holding(client: pg.Client, value: string): Promise<string[]> {
  const tables = await client.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'engine'`,
  );
  const found: string[] = [];
  for (const { table_name } of tables.rows) {
    const { rows } = await client.query(
      `SELECT to_jsonb(t)::text AS row FROM engine."${table_name}" t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`,
      [value],
    );
    found.push(...rows.map(({ row }) => `${table_name}: ${row}`));
  }
  return found;
}

async function start() {
  const database = await createTestDatabase();
  const keys = testKeys();
  const engine = await startTestEngine({ databaseUrl: database.url, ...keys });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(async () => {
    await engine.stop(0);
    await client.end();
    await database.drop();
  });
  const erase = async (value: string) => {
    const answer = await fetch(new URL('/engine/erase', engine.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${hashSigningKey(keys.signingKey)}` },
      body: JSON.stringify({ value }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { access: { baseUrl: engine.url, ...keys }, client, erase };
}

describe.runIf(isEmbedded)('erasing', () => {
  test('leaves the value in no table, and everybody else’s work goes on', async () => {
    const { access, client, erase } = await start();
    const ended: string[] = [];
    const failures: unknown[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const app = await startApp(access, (inngest, named) => [
      inngest.createFunction(
        { id: 'sleeps', triggers: [{ event: named('sleep') }], concurrency: { limit: 1, key: 'event.data.phone' } },
        async ({ event, step }) => {
          await step.run('one', () => ({ found: [{ phone: event.data.phone }], text: `for +${event.data.phone}.` }));
          await step.sleep('a while', event.data.ms);
          ended.push(`sleeps ${event.data.phone}`);
        },
      ),
      // As the pipeline's batches: several sellers' products, a list in a step, and work for each.
      inngest.createFunction(
        { id: 'batch', triggers: [{ event: named('batch') }], batchEvents: { maxSize: 4, timeout: '30s' } },
        async ({ events, step }) => {
          const items = await step.run('list', () =>
            events.map(({ data }: { data: Item }) => ({ phone: data.phone, n: data.n })),
          );
          await step.sleep('a while', '2s');
          await step.run('work', () => void ended.push(...items.map(({ phone, n }: Item) => `batch ${phone} ${n}`)));
        },
      ),
      inngest.createFunction(
        { id: 'later', triggers: [{ event: named('later') }], batchEvents: { maxSize: 9, timeout: '3600s' } },
        () => {},
      ),
      inngest.createFunction(
        { id: 'fails', triggers: [{ event: named('fail') }], retries: 0, onFailure: () => void failures.push(1) },
        ({ event }) => {
          throw new NonRetriableError(`nothing came of ${event.data.phone}`);
        },
      ),
      inngest.createFunction({ id: 'once', triggers: [{ event: named('once') }] }, ({ event }) => ({
        [event.data.phone]: Number(event.data.phone),
      })),
      inngest.createFunction({ id: 'busy', triggers: [{ event: named('busy') }] }, async ({ event, step }) => {
        await step.run('long', async () => {
          await held;
          return event.data;
        });
        await step.sendEvent('next', { name: named('once'), data: event.data });
        ended.push(`busy ${event.data.phone}`);
      }),
    ]);
    for (const phone of [PHONE, OTHER]) {
      await app.send(
        { name: 'sleep', data: { phone, ms: phone === PHONE ? 3_600_000 : 3_000 } },
        { name: 'later', data: { phone } },
        { name: 'fail', data: { phone } },
        { name: 'once', data: { phone } },
        { name: 'busy', data: { phone } },
      );
    }
    await app.send(
      ...[PHONE, OTHER, PHONE, OTHER].map((phone, n) => ({ name: 'batch', id: `${phone}-${n}`, data: { phone, n } })),
    );
    await eventually(() => failures.length === 2, 'both failures were told');
    await eventually(async () => {
      const { rows } = await client.query(`SELECT count(*)::int AS n FROM engine.runs WHERE due_at > now()`);
      return rows[0].n === 3;
    }, 'all that sleep do');
    expect((await holding(client, PHONE)).length).toBeGreaterThan(8);
    const others = (await holding(client, OTHER)).length;

    const { status, body } = await erase(PHONE);
    expect({ status, body }).toMatchObject({ status: 200, body: { engine: 'soko' } });
    expect(await holding(client, PHONE)).toEqual([]);
    expect((await holding(client, OTHER)).length).toBe(others);

    // What was under way ends without a word, and brings nothing back.
    letGo();
    await eventually(() => ended.includes(`busy ${OTHER}`), 'the other’s went on');
    await eventually(() => ended.some((line) => line.startsWith('batch')), 'the batch went on');
    await eventually(() => ended.includes(`sleeps ${OTHER}`), 'the other’s sleep ended');
    // The erased one's places are kept: nothing of the others' moved up or was left out.
    expect(ended.filter((line) => line.startsWith('batch')).map((line) => line.replace(/ 0+ /, ' - '))).toEqual([
      'batch - 0',
      `batch ${OTHER} 1`,
      'batch - 2',
      `batch ${OTHER} 3`,
    ]);
    await app.send({ name: 'once', data: { phone: PHONE } });
    await quietTime();
    expect(await holding(client, PHONE)).toEqual([]);
    expect(ended.filter((line) => line.includes(PHONE))).toEqual([]);
    expect(failures).toHaveLength(2);
    expect(await erase(PHONE)).toMatchObject({ status: 200, body: { events: 0, runs: 0 } });
    await app.close();
  });

  test('a longer number that holds the same digits is another one', async () => {
    const { access, client, erase } = await start();
    const app = await startApp(access, () => []);
    onTestFinished(() => app.close());
    await app.send({ name: 'x', data: { productId: `1${PHONE}99` } });
    await erase(PHONE);
    expect(await holding(client, `1${PHONE}99`)).toHaveLength(1);
  });

  test.each([[''], ['1'], ['%'], ['a'.repeat(300)]])('%j is nothing to erase', async (value) => {
    const { erase } = await start();
    expect((await erase(value)).status).toBe(400);
  });
});
