import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnNode } from '@/supervisor/node-process';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, from, tallyOf, until } from '../client';
import { listen, ownPort } from '../listening';
import { signIn } from '../sessions';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** As a proxy with TLS asks for what a browser wants. */
const PROXIED = { host: 'soko.example', 'x-forwarded-proto': 'https' };
const UP_WITHIN_MS = 60_000;
/** A registration is sent on at once. */
const SENT_ON_WITHIN_MS = 3_000;

/**
 * Rows 2 and 19: a web of its own, as a deployment has it: https in front, a real Inngest server (which here only
 * listens).
 */
export const publicHttps: Attack = {
  row: '2, 19',
  name: 'public-https',
  what: 'web behind https and with an Inngest server; PUT with Host: evil.example',
  right: 'HSTS, Secure cookies; nothing of evil.example reaches that server',
  form: 'full',
  async run(system): Promise<Outcome> {
    const bodies: string[] = [];
    const inngest = await listen((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        bodies.push(body);
        response.setHeader('content-type', 'application/json');
        response.end('{"status":200,"modified":true}');
      });
    });
    const port = await ownPort();
    const child = spawnWeb(system, {
      PORT: String(port),
      PUBLIC_URL: 'https://soko.example',
      INNGEST_BASE_URL: `http://127.0.0.1:${inngest.port}`,
    });
    try {
      return await attack(system, `http://127.0.0.1:${port}`, bodies);
    } finally {
      child.kill('SIGKILL');
      await inngest.close();
    }
  },
};

function spawnWeb({ environment }: AttackedSystem, own: Record<string, string>) {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  return spawnNode({
    command: [next, 'start', '--port', own.PORT ?? '0'],
    preload: './dist/exit-with-parent.js',
    cwd: ROOT,
    environment: { ...environment, ...own },
    log: () => {},
  });
}

async function attack(system: AttackedSystem, url: string, bodies: string[]): Promise<Outcome> {
  const isUp = async () => (await ask(`${url}/api/health`, { patienceMs: 2_000 })).status === 200 || undefined;
  if (!(await until(isUp, UP_WITHIN_MS))) return { happened: '', holes: ['a web of its own did not start'] };
  const statuses: number[] = [];
  for (const headers of [
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example' },
    { forwarded: 'host=evil.example' },
    { host: 'evil.example', ...from(anAttacker()) },
  ]) {
    const body = '{"url":"http://evil.example/api/inngest"}';
    const sent = { 'content-type': 'application/json', ...headers };
    statuses.push((await ask(`${url}/api/inngest`, { method: 'PUT', headers: sent, body })).status);
  }
  await sleep(SENT_ON_WITHIN_MS);
  const evil = bodies.filter((body) => body.includes('evil.example')).length;
  const page = await ask(`${url}/`, { headers: { ...PROXIED, ...from(anAttacker()) } });
  const cookie = await signIn(url, system.users.moderator, anAttacker(), {
    ...PROXIED,
    origin: `https://${PROXIED.host}`,
  });
  return {
    happened: `PUT: ${tallyOf(statuses)}; ${bodies.length} registrations, ${evil} at evil.example`,
    holes: [
      ...(evil > 0 ? [`registered at evil.example ${evil}×`] : []),
      ...(page.headers['strict-transport-security'] ? [] : ['no Strict-Transport-Security']),
      ...(cookie === null
        ? ['nobody can sign in']
        : /;\s*secure/i.test(cookie)
          ? []
          : ['the session’s cookie is not Secure']),
    ],
  };
}
