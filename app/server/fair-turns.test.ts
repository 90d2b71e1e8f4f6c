import { describe, expect, test } from 'vitest';
import { FairTurns } from './fair-turns';

/** Of a shopper who stays. */
const staying = () => new AbortController().signal;

function queued(limits: Partial<ConstructorParameters<typeof FairTurns>[0]> = {}) {
  const turns = new FairTurns({
    atOnce: 2,
    clientAtOnce: 1,
    mostWaiting: 20,
    clientWaiting: 10,
    what: 'photos',
    ...limits,
  });
  const started: string[] = [];
  const finishes = new Map<string, () => void>();
  const ask = (client: string, name: string, signal = staying()) =>
    turns.run(client, signal, () => {
      started.push(name);
      return new Promise<string>((resolve) => finishes.set(name, () => resolve(name)));
    });
  const finish = async (name: string) => {
    finishes.get(name)?.();
    await settled();
  };
  return { ask, started, finish };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('taking turns', () => {
  test('keeps one place free of a client that sends many', async () => {
    const { ask, started } = queued();
    for (let photo = 0; photo < 10; photo += 1) void ask('attacker', `a${photo}`);
    void ask('shopper', 's0');
    await settled();
    expect(started).toEqual(['a0', 's0']);
  });

  test('goes round between clients, each in its own order', async () => {
    const { ask, started, finish } = queued({ atOnce: 1 });
    for (const name of ['a0', 'a1', 'a2', 'b0', 'b1', 'c0']) void ask(name.charAt(0), name);
    await settled();
    for (let turn = 0; turn < 5; turn += 1) await finish(started.at(-1) ?? '');
    expect(started).toEqual(['a0', 'a1', 'b0', 'c0', 'a2', 'b1']);
  });

  test('answers what was asked, and goes on after a failure', async () => {
    const { ask, started, finish } = queued();
    const first = ask('a', 'a0');
    const second = ask('a', 'a1');
    await settled();
    await finish('a0');
    expect([await first, started]).toEqual(['a0', ['a0', 'a1']]);
    await finish('a1');
    expect(await second).toBe('a1');
    const turns = new FairTurns({ atOnce: 1, clientAtOnce: 1, mostWaiting: 1, clientWaiting: 1, what: 'photos' });
    await expect(turns.run('a', staying(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.run('a', staying(), async () => 'next')).toBe('next');
  });

  test('tells a client with too many, and everybody when there are too many of all', async () => {
    const { ask } = queued({ clientWaiting: 3, mostWaiting: 4 });
    const all = ['a0', 'a1', 'a2', 'a3'].map((name) => ask('a', name));
    await expect(ask('a', 'a4')).rejects.toMatchObject({
      code: 'too_many_requests',
      status: 429,
      retry: { afterMs: 2_000 },
    });
    all.push(ask('b', 'b0'), ask('b', 'b1'));
    await expect(ask('c', 'c0')).rejects.toMatchObject({ code: 'too_busy', status: 503, retry: { afterMs: 2_000 } });
    expect(all).toHaveLength(6);
  });

  test('passes over whoever has left, and their place is free', async () => {
    const { ask, started, finish } = queued({ clientWaiting: 1 });
    void ask('a', 'a0');
    const leaving = new AbortController();
    const left = ask('a', 'a1', leaving.signal);
    leaving.abort(new Error('gone home'));
    await expect(left).rejects.toThrow('gone home');
    void ask('a', 'a2');
    await settled();
    await finish('a0');
    expect(started).toEqual(['a0', 'a2']);
    await expect(ask('a', 'a3', leaving.signal)).rejects.toThrow('gone home');
  });
});
