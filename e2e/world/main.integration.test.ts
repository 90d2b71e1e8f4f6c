import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bundledEntry } from '../support/bundled-entry';
import { readOptions } from './options';

const ready = z.object({
  ready: z.literal(true),
  origin: z.url(),
  cdnOrigin: z.url(),
  geminiBaseUrl: z.url(),
  sellers: z.array(z.object({ phone: z.string(), link: z.url() })),
});

test('as a process: says where it is in one line, answers, ends on SIGTERM', { timeout: 60_000 }, async () => {
  const flags = ['--port', '0', '--cdn-port', '0', '--gemini-port', '0', '--big-seller', '5'];
  const child = spawn(process.execPath, [bundledEntry('e2e/world/main.ts'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
    });
    const world = ready.parse(JSON.parse(line));
    expect(world.sellers).toHaveLength(8);
    expect((await request(world.sellers[0]?.link ?? '')).statusCode).toBe(302);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
});

test('flags win over the environment; wrong ones are refused by name', () => {
  const options = readOptions(['--port', '1234'], { WORLD_PORT: '99', WORLD_CDN_PORT: '77', WORLD_DRAW_AHEAD: 'true' });
  expect(options).toMatchObject({ world: { port: 1234, cdnPort: 77, geminiPort: 4602 }, drawAhead: true });
  expect(() => readOptions(['--port', 'many'], {})).toThrow(/port/);
  expect(() => readOptions(['--prot', '1'], {})).toThrow(/prot/);
  expect(() => readOptions([], { WORLD_EXPIRED_AS: 'gone' })).toThrow(/expired-as/);
});
