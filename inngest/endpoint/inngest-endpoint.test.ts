import { createHmac } from 'node:crypto';
import { Inngest } from 'inngest';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BODY_WITHIN_MS, CLIENT_BYTES, MAX_CALL_BYTES, OUTSIDE_BYTES } from './call-bodies';
import { createInngestEndpoint, type EndpointRequest, type EndpointSettings, MOST_FORGERIES } from './inngest-endpoint';

const KEY = `signkey-test-${'0f'.repeat(32)}`;
const HERE = { isLocal: true, client: '127.0.0.1' };
const ELSEWHERE = { isLocal: false, client: '203.0.113.9' };
const silent = { info() {}, warn() {}, error() {}, debug() {} };

let registrations: { url: string; headers: Record<string, string>; body: Record<string, unknown> }[];
let ran: number;

beforeEach(() => {
  registrations = [];
  ran = 0;
});
afterEach(() => void vi.useRealTimers());

function endpoint(settings: Partial<EndpointSettings> & { isDev?: boolean } = {}) {
  const { isDev = false } = settings;
  const client = new Inngest({
    id: 'shop',
    isDev,
    baseUrl: 'http://127.0.0.1:9',
    eventKey: 'k',
    ...(isDev ? {} : { signingKey: KEY }),
    logger: silent,
    fetch: async (url, init) => {
      registrations.push({
        url: String(url),
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: JSON.parse(String(init?.body)),
      });
      return Response.json({ status: 200, modified: true });
    },
  });
  const functions = [client.createFunction({ id: 'fn', triggers: [{ event: 'go' }] }, () => void ran++)];
  return createInngestEndpoint({
    ...{ client, functions, isDev, serveOrigin: 'http://127.0.0.1:3000', signingKey: KEY },
    ...settings,
  });
}

const CALL = JSON.stringify({
  ctx: { attempt: 0, fn_id: 'shop-fn', run_id: 'r', stack: { current: 0, stack: [] } },
  event: { data: {}, name: 'go' },
  events: [{ data: {}, name: 'go' }],
  steps: {},
  version: 2,
});

function signature(text: string, { key = KEY, at = Date.now() } = {}): string {
  const seconds = `${Math.floor(at / 1_000)}`;
  const mac = createHmac('sha256', key.replace(/^signkey-\w+-/, ''))
    .update(text)
    .update(seconds);
  return `t=${seconds}&s=${mac.digest('hex')}`;
}

/** A body that counts how much of it was asked for. */
function counted(chunks: number, chunk = Buffer.alloc(1024 * 1024, '1'), then: 'ends' | 'stays' = 'ends') {
  const asked = { bytes: 0, over: false };
  const body = (async function* () {
    try {
      for (let n = 0; n < chunks; n++) {
        asked.bytes += chunk.length;
        yield chunk;
      }
      if (then === 'stays') await new Promise(() => {});
    } finally {
      asked.over = true;
    }
  })();
  return { asked, body };
}

function request(
  given: Omit<Partial<EndpointRequest>, 'headers'> & { headers?: Record<string, string> },
): EndpointRequest {
  const { headers = {}, ...rest } = given;
  return {
    ...{ method: 'POST', target: '/api/inngest?fnId=shop-fn&stepId=step', body: null, caller: ELSEWHERE },
    ...rest,
    headers: new Headers(headers),
  };
}

const bodyOf = (text: string) => counted(1, Buffer.from(text)).body;
/** The SDK answers a call with 200 or 206. */
const statusOf = (answer: Promise<Response>) =>
  answer.then(
    (response) => (response.ok ? 200 : response.status),
    (error: { status: number }) => error.status,
  );
const signed = (text = CALL) => ({ 'x-inngest-signature': signature(text) });

describe('a call', () => {
  test('that is signed runs, from wherever it comes', async () => {
    for (const isEngine of [false, true]) {
      const answer = await endpoint({ isEngine: () => isEngine })(request({ headers: signed(), body: bodyOf(CALL) }));
      expect(answer.ok).toBe(true);
      expect(answer.headers.get('x-inngest-signature')).toMatch(/^t=/);
    }
    expect(ran).toBe(2);
  });

  test('of a server that signs the canonical form of what it sends runs, too', async () => {
    const sent = JSON.stringify(JSON.parse(CALL), null, 2);
    expect(await statusOf(endpoint()(request({ headers: signed(), body: bodyOf(sent) })))).toBe(200);
    // The embedded engine does not.
    const answer = endpoint({ isEngine: () => true })(request({ headers: signed(), body: bodyOf(sent) }));
    expect(await statusOf(answer)).toBe(401);
  });

  const now = Date.now();
  test.each<[string, Record<string, string>]>([
    ['no signature', {}],
    ['an empty one', { 'x-inngest-signature': '' }],
    ['one without a time', { 'x-inngest-signature': `s=${'ab'.repeat(32)}` }],
    ['one of a time long ago', { 'x-inngest-signature': signature(CALL, { at: now - 6 * 60_000 }) }],
    ['one of a time to come', { 'x-inngest-signature': signature(CALL, { at: now + 6 * 60_000 }) }],
    ['one whose time is no number', { 'x-inngest-signature': `t=NaN&s=${'ab'.repeat(32)}` }],
    ['one of endless time', { 'x-inngest-signature': `t=${'9'.repeat(400)}&s=${'ab'.repeat(32)}` }],
    ['one that is too short', { 'x-inngest-signature': `t=${Math.floor(now / 1000)}&s=ab` }],
    ['one that is too long', { 'x-inngest-signature': `t=${Math.floor(now / 1000)}&s=${'ab'.repeat(5_000)}` }],
    ['one that is no hexadecimal', { 'x-inngest-signature': `t=${Math.floor(now / 1000)}&s=${'zz'.repeat(32)}` }],
  ])('with %s is refused unread', async (_, headers) => {
    for (const caller of [HERE, ELSEWHERE]) {
      const { asked, body } = counted(400);
      expect(await statusOf(endpoint()(request({ headers, body, caller })))).toBe(401);
      expect(asked.bytes).toBe(0);
    }
    expect(ran).toBe(0);
  });

  test('that is forged is read within its bound', async () => {
    const { asked, body } = counted(400);
    expect(await statusOf(endpoint()(request({ headers: signed('other'), body })))).toBe(413);
    expect(asked.bytes).toBeLessThanOrEqual(MAX_CALL_BYTES + 1024 * 1024);
    const declared = counted(400);
    const headers = { ...signed('other'), 'content-length': String(400 * 1024 * 1024) };
    expect(await statusOf(endpoint()(request({ headers, body: declared.body })))).toBe(413);
    expect(declared.asked.bytes).toBe(0);
  });

  test.each([['not json'], ['{"a":'], [''], ['null'], ['['.repeat(100_000)], ['"x"'], ['\0']])(
    'that is forged and says %j is refused',
    async (text) => {
      for (const isEngine of [true, false]) {
        const answer = endpoint({ isEngine: () => isEngine })(
          request({ headers: signed('other'), body: bodyOf(text) }),
        );
        expect(await statusOf(answer)).toBe(401);
      }
    },
  );

  test('that is written byte by byte counts for what its pieces cost', async () => {
    const { asked, body } = counted(1024 * 1024, Buffer.from('1'));
    expect(await statusOf(endpoint()(request({ headers: signed('other'), body })))).toBe(429);
    expect(asked.bytes).toBeLessThan(CLIENT_BYTES / 100);
  });

  test('unfinished ones hold no more than their share, of one client and of all', async () => {
    const ask = endpoint();
    const floods: { bytes: number; over: boolean }[] = [];
    const refused: number[] = [];
    const flood = (client: string) => {
      const { asked, body } = counted(7, undefined, 'stays');
      floods.push(asked);
      const caller = { ...ELSEWHERE, client };
      void statusOf(ask(request({ headers: signed('other'), body, caller }))).then((status) => refused.push(status));
    };
    for (let n = 0; n < 40; n++) flood('203.0.113.9');
    await vi.waitFor(() => expect(refused.length).toBeGreaterThanOrEqual(38));
    const bytes = () => floods.reduce((sum, asked) => sum + (asked.over ? 0 : asked.bytes), 0);
    expect(bytes()).toBeLessThanOrEqual(CLIENT_BYTES);
    for (let n = 0; n < 40; n++) flood(`198.51.100.${n}`);
    await vi.waitFor(() => expect(refused.length).toBeGreaterThanOrEqual(70));
    expect(new Set(refused)).toEqual(new Set([429]));
    expect(bytes()).toBeLessThanOrEqual(OUTSIDE_BYTES);
    // The engine, on this machine, is served all the same.
    expect(await statusOf(ask(request({ headers: signed(), body: bodyOf(CALL), caller: HERE })))).toBe(200);
  });

  test('an unfinished one ends by itself, and its share is free again', async () => {
    vi.useFakeTimers();
    const ask = endpoint();
    for (let round = 0; round < 3; round++) {
      const { body } = counted(7, undefined, 'stays');
      const answer = statusOf(
        ask(request({ headers: signed('other'), body, caller: { ...ELSEWHERE, client: `${round}` } })),
      );
      await vi.advanceTimersByTimeAsync(BODY_WITHIN_MS + 1);
      expect(await answer).toBe(408);
    }
    vi.useRealTimers();
    const { asked, body } = counted(7);
    expect(await statusOf(ask(request({ headers: signed('other'), body })))).toBe(401);
    expect(asked.bytes).toBe(7 * 1024 * 1024);
  });

  test('a client that forges again and again is not read any more; another is', async () => {
    const ask = endpoint();
    for (let n = 0; n < MOST_FORGERIES; n++) {
      expect(await statusOf(ask(request({ headers: signed('other'), body: bodyOf(CALL) })))).toBe(401);
    }
    const { asked, body } = counted(1);
    expect(await statusOf(ask(request({ headers: signed('other'), body })))).toBe(429);
    expect(asked.bytes).toBe(0);
    const caller = { ...ELSEWHERE, client: '198.51.100.1' };
    expect(await statusOf(ask(request({ headers: signed(), body: bodyOf(CALL), caller })))).toBe(200);
    expect(await statusOf(ask(request({ headers: signed(), body: bodyOf(CALL), caller: HERE })))).toBe(200);
  });
});

describe('a registration', () => {
  const LIES = {
    ...{
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'ftp',
      forwarded: 'host=evil.example',
    },
    ...{ traceparent: 'evil.example', 'x-inngest-server-kind': 'evil.example', 'x-inngest-env': 'evil.example' },
    ...{ 'x-inngest-framework': 'evil.example', 'x-inngest-platform': 'evil.example' },
  };
  const targets = [
    '/api/inngest',
    '/api/inngest?x=evil.example&deployId=evil.example',
    '//evil.example/api/inngest',
    'http://evil.example/',
  ];

  test('names the address of the settings, whatever is asked', async () => {
    for (const isDev of [false, true]) {
      for (const target of targets) {
        const answer = await endpoint({ isDev })(request({ method: 'PUT', target, headers: LIES, caller: HERE }));
        expect(answer.status).toBe(200);
      }
    }
    expect(registrations).toHaveLength(2 * targets.length);
    for (const { url, body, headers } of registrations) {
      expect(url).toBe('http://127.0.0.1:9/fn/register');
      expect(body).toMatchObject({ url: 'http://127.0.0.1:3000/api/inngest', appName: 'shop' });
      expect(JSON.stringify([url, body, headers])).not.toContain('evil');
    }
  });

  test.each([
    ['https://soko.example', 'https://soko.example/api/inngest'],
    ['https://hooks.example:8443/soko/worker', 'https://hooks.example:8443/soko/worker/api/inngest'],
  ])('to a server elsewhere names %s, which a proxy may pass on', async (serveOrigin, url) => {
    const ask = endpoint({ serveOrigin });
    expect((await ask(request({ method: 'PUT', target: '/api/inngest', caller: HERE }))).status).toBe(200);
    const step = { runtime: { url: `${url}?fnId=shop-fn&stepId=step` } };
    expect(registrations).toMatchObject([{ body: { url, functions: [{ steps: { step } }] } }]);
    // What comes through the proxy, which takes the folders off, is asked by its signature alone.
    const proxied = { 'x-forwarded-host': 'hooks.example', 'x-forwarded-proto': 'https', host: 'hooks.example:8443' };
    const answer = await ask(request({ headers: { ...proxied, ...signed() }, body: bodyOf(CALL) }));
    expect(answer.status).toBe(206);
    expect(ran).toBe(1);
  });

  test('a signed one from elsewhere does no more', async () => {
    for (const target of targets) {
      const headers = { ...LIES, ...signed('') };
      expect(await statusOf(endpoint()(request({ method: 'PUT', target, headers })))).toBe(200);
    }
    for (const { body } of registrations) expect(body.url).toBe('http://127.0.0.1:3000/api/inngest');
    const inBand = JSON.stringify({ url: 'http://evil.example/api/inngest?x=1' });
    const headers = { ...signed(inBand), 'x-inngest-sync-kind': 'in_band' };
    const answer = await endpoint()(request({ method: 'PUT', headers, body: bodyOf(inBand) }));
    expect(await answer.json()).toMatchObject({ app_id: 'shop' });
    expect(registrations).toHaveLength(targets.length);
  });

  test.each([
    ['elsewhere', ELSEWHERE],
    ['a proxy here', { ...ELSEWHERE, client: '127.0.0.1' }],
  ])('from %s is refused, in dev mode as well', async (_, caller) => {
    const { asked, body } = counted(3);
    for (const isDev of [false, true]) {
      for (const method of ['PUT', 'GET', 'POST', 'DELETE']) {
        expect(await statusOf(endpoint({ isDev })(request({ method, body, caller })))).toBe(401);
      }
    }
    expect(await statusOf(endpoint()(request({ method: 'PUT', headers: signed('other'), caller })))).toBe(401);
    expect(asked.bytes).toBe(0);
    expect(registrations).toEqual([]);
  });

  test('from this machine is taken', async () => {
    expect(await statusOf(endpoint()(request({ method: 'PUT', caller: HERE })))).toBe(200);
  });

  test('nothing is told of this app without a signature', async () => {
    expect(await statusOf(endpoint()(request({ method: 'GET', caller: HERE })))).toBe(401);
    const answer = await endpoint()(request({ method: 'GET', headers: signed('') }));
    expect(await answer.json()).toMatchObject({ app_id: 'shop', serve_origin: 'http://127.0.0.1:3000' });
  });
});
