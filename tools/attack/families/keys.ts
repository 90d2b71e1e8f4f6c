import { createHmac } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { ask, tallyOf } from '../client';
import { bearerOf } from '../registered-apps';

interface Knock {
  what: string;
  url: string;
  method: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
}

const json = { 'content-type': 'application/json' };
const call = JSON.stringify({
  ctx: {
    run_id: 'x',
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  },
  event: { name: 'product/approved', data: {} },
  events: [],
  steps: {},
  version: 1,
});
const OTHER_KEY = `signkey-prod-${'a1'.repeat(32)}`;

/** As Inngest signs what it calls an app with. */
function signature(key: string, body: string, secondsAgo = 0): string {
  const t = Math.floor(Date.now() / 1_000) - secondsAgo;
  return `t=${t}&s=${createHmac('sha256', key.replace(/^signkey-\w+-/, ''))
    .update(body)
    .update(String(t))
    .digest('hex')}`;
}

function knocks({ url, ports, environment }: AttackedSystem): Knock[] {
  const worker = `http://127.0.0.1:${ports.worker}`;
  const engine = `http://127.0.0.1:${ports.engine}`;
  const ownKey = environment.INNGEST_SIGNING_KEY ?? '';
  const functions = [
    `${url}/api/inngest?fnId=soko-web-lazy-persistence&stepId=step`,
    `${worker}/api/inngest?fnId=soko-worker-sync-seller&stepId=step`,
  ];
  const signed = (what: string, headers: OutgoingHttpHeaders) =>
    functions.map((address) => ({
      what: `a call ${what}`,
      url: address,
      method: 'POST',
      headers: { ...json, ...headers },
      body: call,
    }));
  return [
    ...[
      '',
      'Bearer ',
      'Bearer x',
      `Bearer ${'0'.repeat(64)}`,
      `Basic ${Buffer.from('a:b').toString('base64')}`,
      bearerOf(OTHER_KEY),
    ].map((authorization) => ({
      what: `embed as ${authorization.slice(0, 12)}`,
      url: `${worker}/internal/embed`,
      method: 'POST',
      headers: { ...json, authorization },
      body: '{"text":"x"}',
    })),
    ...signed('without a signature', {}),
    ...signed('with an empty one', { 'x-inngest-signature': '' }),
    ...signed('signed with another key', { 'x-inngest-signature': signature(OTHER_KEY, call) }),
    ...signed('signed for another body', { 'x-inngest-signature': signature(ownKey, '{}') }),
    ...signed('signed an hour ago', { 'x-inngest-signature': signature(ownKey, call, 3_600) }),
    ...signed('as a dev server', { 'x-inngest-server-kind': 'dev', 'x-inngest-signature': 't=1&s=' }),
    {
      what: 'events with another key',
      url: `${engine}/e/${'0'.repeat(64)}`,
      method: 'POST',
      headers: json,
      body: '{"name":"seller/sync.requested","data":{}}',
    },
    { what: 'a registration without a key', url: `${engine}/fn/register`, method: 'POST', headers: json, body: '{}' },
    {
      what: 'a registration with another key',
      url: `${engine}/fn/register`,
      method: 'POST',
      headers: { ...json, authorization: bearerOf(OTHER_KEY) },
      body: '{}',
    },
    { what: 'steps without a key', url: `${engine}/v1/checkpoint/x/async`, method: 'POST', headers: json, body: '{}' },
    { what: 'its status without a key', url: `${engine}/status`, method: 'GET' },
    { what: 'what it may call without a key', url: `${engine}/engine/apps/x`, method: 'GET' },
  ];
}

/** Whoever has no key, or another, or an old signature. */
export const keys: Attack = {
  row: 'keys',
  name: 'keys',
  what: 'the worker, the engine and both apps without a key, with another, with an old signature',
  right: '401 or 403',
  form: 'short',
  async run(system): Promise<Outcome> {
    const statuses: number[] = [];
    const holes: string[] = [];
    for (const { what, url, ...asked } of knocks(system)) {
      const { status, text } = await ask(url, asked);
      statuses.push(status);
      if (![401, 403].includes(status))
        holes.push(`${what} at ${new URL(url).pathname}: ${status} ${text.slice(0, 60)}`);
    }
    return { happened: tallyOf(statuses), holes };
  },
};
