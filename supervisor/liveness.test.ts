import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { untilWedged } from './liveness';

const settings = { askEveryMs: 5, answerWithinMs: 200, mostMissedAnswers: 3 };

/** What the process answers, one after another; the last for ever. Undefined: nothing. */
let answers: (number | undefined)[];
let asked: number;
let server: Server;

beforeEach(async () => {
  [answers, asked] = [[], 0];
  server = createServer((_request, response) => {
    const status = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (status !== undefined) response.writeHead(status).end('{"work":{"wedged":true}}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function watch(signal = new AbortController().signal, tellsWedged = true): Promise<string | null> {
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return untilWedged({ url: () => `http://127.0.0.1:${port}/health`, tellsWedged }, settings, signal);
}

test('one that has answered and stands still is wedged after so many questions', async () => {
  answers = [200, 200, undefined];
  expect(await watch()).toBe('no answer within 200 ms');
  expect(asked).toBe(5);
});

test('one that says so itself is', async () => {
  answers = [200, 503];
  expect(await watch()).toContain('"wedged":true');
  expect(asked).toBe(4);
});

test('one that answers again in between is not', async () => {
  answers = [200, 503, 503, 200, undefined, 503, 200, 503];
  await watch();
  expect(asked).toBe(10);
});

test('one that is yet to answer for the first time is starting', async () => {
  answers = [503, undefined, 503, 503, 503, 200, 503];
  await watch();
  expect(asked).toBe(9);
});

test('a 503 of one that only tells of others is an answer', async () => {
  answers = [503, 503, 503, 503, undefined];
  await watch(undefined, false);
  expect(asked).toBe(7);
});

test('told to stop, it says nothing', async () => {
  answers = [200];
  const stop = new AbortController();
  const watched = watch(stop.signal);
  setTimeout(() => stop.abort(), 50);
  expect(await watched).toBeNull();
});
