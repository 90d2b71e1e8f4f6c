import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nameRequest, pageTurn, REQUEST_HEADER } from './page-turns';

/** A request and its answer, as far as turns look at them. */
function visit(client: string) {
  const request = { headers: { [REQUEST_HEADER]: 'forged' } as Record<string, string> };
  const response = new EventEmitter();
  // Nothing else of them is read.
  nameRequest(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  const state = { begun: false, refused: undefined as unknown };
  const turn = pageTurn(client, request.headers[REQUEST_HEADER] ?? null).then(
    () => {
      state.begun = true;
    },
    (error: unknown) => {
      state.refused = error;
    },
  );
  const end = (how: 'finish' | 'close') => {
    if (how === 'finish') response.emit('finish');
    response.emit('close');
  };
  return { state, turn, end };
}
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  // Whatever a test left open.
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
});

describe('the pages of one client', () => {
  test('are written three at a time, and the next when one has been', async () => {
    const visits = Array.from({ length: 5 }, () => visit('a'));
    await settled();
    expect(visits.map(({ state }) => state.begun)).toEqual([true, true, true, false, false]);
    visits[0]?.end('finish');
    await settled();
    expect(visits.map(({ state }) => state.begun)).toEqual([true, true, true, true, false]);
    for (const { end } of visits) end('close');
  });

  test('wait for no other client’s', async () => {
    const flood = Array.from({ length: 100 }, () => visit('flood'));
    const other = visit('other');
    await settled();
    expect(other.state.begun).toBe(true);
    for (const { end } of [...flood, other]) end('close');
  });

  test('do not wait for ever for one that is read slowly', async () => {
    const visits = Array.from({ length: 4 }, () => visit('slow'));
    await settled();
    expect(visits[3]?.state.begun).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(visits[3]?.state.begun).toBe(true);
    for (const { end } of visits) end('close');
  });

  test('are refused beyond two hundred that wait, and forgotten with whoever hangs up', async () => {
    const visits = Array.from({ length: 204 }, () => visit('many'));
    await settled();
    expect(visits[203]?.state.refused).toMatchObject({ code: 'too_many_requests', status: 429 });
    visits[100]?.end('close');
    await settled();
    expect(visits[100]?.state).toMatchObject({ begun: false, refused: { code: 'client_gone' } });
    for (const { end } of visits) end('close');
  });

  test('are known by the gate’s name, not by one that the client sent', async () => {
    await expect(pageTurn('a', 'forged')).resolves.toBeUndefined();
    await expect(pageTurn('a', null)).resolves.toBeUndefined();
  });
});
