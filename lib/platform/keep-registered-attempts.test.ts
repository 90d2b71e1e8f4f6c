import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { registerWithInngest } from './keep-registered';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An endpoint that gives these answers one after another, the last one for ever. */
function endpoint(answers: { status: number; body: unknown }[]): Promise<{ url: string; methods: string[] }> {
  const methods: string[] = [];
  return new Promise((resolve) => {
    server = createServer((request, response) => {
      const answer = answers[Math.min(methods.length, answers.length - 1)];
      methods.push(request.method ?? '');
      response
        .writeHead(answer?.status ?? 500, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer?.body));
    }).listen(0, '127.0.0.1', () => {
      const address = server?.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      resolve({ url: `http://127.0.0.1:${port}/api/inngest`, methods });
    });
  });
}

function recordingLogger() {
  const lines: { problem?: unknown; message: string }[] = [];
  const record = (object: unknown, message?: string) => {
    lines.push({ ...(object as object), message: String(message) });
  };
  return { lines, logger: { info: record, warn: record } };
}

test('puts until the server has taken the functions, and says why it has not yet', async () => {
  const { url, methods } = await endpoint([
    { status: 500, body: { message: 'Failed to register: ECONNREFUSED' } },
    { status: 200, body: { message: 'Successfully registered', modified: true } },
  ]);
  const { logger, lines } = recordingLogger();
  expect(await registerWithInngest({ serveUrl: url, logger })).toBe(true);
  expect(methods).toEqual(['PUT', 'PUT']);
  expect(lines[0]).toMatchObject({ problem: '500: Failed to register: ECONNREFUSED' });
  expect(lines[1]).toMatchObject({ message: 'registered with Inngest', attempt: 2 });
});

test('stops when told to', async () => {
  const { url } = await endpoint([{ status: 500, body: {} }]);
  const stop = new AbortController();
  const { logger } = recordingLogger();
  const warn = () => stop.abort();
  expect(await registerWithInngest({ serveUrl: url, logger: { ...logger, warn }, signal: stop.signal })).toBe(false);
});
