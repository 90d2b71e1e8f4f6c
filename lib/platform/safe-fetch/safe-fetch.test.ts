import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAllowList } from './allow-list';
import { createSafeFetch, type SafeFetch, type SafeFetchOptions } from './safe-fetch';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin: string;
let handle: Handler;
let seen: string[];
let connections: number;
let safeFetch: SafeFetch;

const page: SafeFetchOptions = { purpose: 'page', maxBytes: 100_000, timeoutMs: 5_000 };

beforeEach(async () => {
  seen = [];
  connections = 0;
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    handle(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // AddressInfo: a TCP server that listens has one.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  safeFetch = createSafeFetch({ allow: createAllowList({ whatsappOrigin: origin }), userAgent: 'test' });
});

afterEach(async () => {
  await safeFetch.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const answer =
  (status: number, headers: Record<string, string>, body: string | Buffer = ''): Handler =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

describe('answers', () => {
  test('gives status, headers, body and where it came from', async () => {
    handle = answer(200, { 'content-type': 'text/html', 'x-a': '1' }, '<head></head>');
    const response = await safeFetch(`${origin}/p/1/2?x=1#y`, page);
    expect(response).toMatchObject({ status: 200, complete: true, finalUrl: `${origin}/p/1/2?x=1#y` });
    expect(response.headers['x-a']).toBe('1');
    expect(response.body.toString()).toBe('<head></head>');
    expect(seen).toEqual(['/p/1/2?x=1']);
  });

  test('takes an error status for an answer, even when its body never comes', async () => {
    handle = (_request, response) => {
      response.writeHead(404, { 'content-length': '100' }).flushHeaders();
      setImmediate(() => response.destroy());
    };
    expect(await safeFetch(origin, page)).toMatchObject({ status: 404 });
  });

  test('cuts the body of an error instead of refusing it', async () => {
    handle = answer(503, { 'retry-after': '3' }, Buffer.alloc(500_000, 'x'));
    const response = await safeFetch(origin, page);
    expect(response.headers['retry-after']).toBe('3');
    expect(response.body.length).toBe(65_536);
  });

  test('refuses a media type that is not wanted, before its body is read', async () => {
    handle = answer(200, { 'content-type': 'application/ZIP; x=1' }, 'PK');
    const options = { ...page, acceptType: (type: string) => type === 'text/html' };
    await expect(safeFetch(origin, options)).rejects.toMatchObject({ code: 'unexpected_content_type' });
  });

  test('uses a connection again, also after a redirect and after stopping early', async () => {
    handle = (request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end('moved');
      else response.end(`<head></head>${'x'.repeat(1000)}`);
    };
    for (let round = 0; round < 5; round += 1) await safeFetch(`${origin}/a`, { ...page, stopWhen: () => true });
    // A second one may be opened while the first is being handed back; ten would mean that none is kept.
    expect(connections).toBeLessThanOrEqual(2);
  });
});

describe('redirects', () => {
  test('follows them, relative ones too', async () => {
    handle = (request, response) => {
      if (request.url === '/c/1') response.writeHead(301, { location: `${origin}/catalog/1` }).end();
      else if (request.url === '/catalog/1')
        response.writeHead(307, { location: '../sw/catalog/1?app_absent=0' }).end();
      else response.end('here');
    };
    const response = await safeFetch(`${origin}/c/1`, page);
    expect(response).toMatchObject({ status: 200, finalUrl: `${origin}/sw/catalog/1?app_absent=0` });
  });

  test('gives up after five', async () => {
    handle = (request, response) => void response.writeHead(302, { location: `${request.url}x` }).end();
    await expect(safeFetch(`${origin}/`, page)).rejects.toMatchObject({
      code: 'too_many_redirects',
      retry: { again: false },
    });
    expect(seen).toHaveLength(6);
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'address_not_allowed'],
    ['http://127.0.0.1:1/', 'address_not_allowed'],
    ['http://localhost/', 'host_not_allowed'],
    ['http://[::ffff:127.0.0.1]/', 'address_not_allowed'],
    ['https://evil.example/', 'host_not_allowed'],
    ['//evil.example/', 'host_not_allowed'],
    ['https://wa.me@evil.example/', 'userinfo_not_allowed'],
    ['whatsapp://send', 'scheme_not_allowed'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['http://wa.me/c/1', 'https_required'],
    ['http://[', 'bad_url'],
  ])('refuses to be sent to %s', async (location, code) => {
    handle = answer(302, { location });
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code, retry: { again: false } });
    expect(seen).toHaveLength(1);
  });

  test('does not wait for the body of a redirect that never ends', async () => {
    handle = (request, response) => {
      if (request.url === '/b') response.end('here');
      else response.writeHead(302, { location: '/b', 'content-length': '10' }).flushHeaders();
    };
    expect((await safeFetch(`${origin}/a`, page)).body.toString()).toBe('here');
  });
});

describe('addresses', () => {
  const withDns = (addresses: string[]): { fetch: SafeFetch; asked: string[] } => {
    const asked: string[] = [];
    const fetch = createSafeFetch({
      allow: createAllowList({}),
      resolve: async (hostname) => {
        asked.push(hostname);
        return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
    });
    return { fetch, asked };
  };

  test.each([[['127.0.0.1']], [['::ffff:127.0.0.1']], [['157.240.214.60', '10.0.0.1']], [['64:ff9b::7f00:1']]])(
    'does not connect to an allowed host whose name leads to %j',
    async (addresses) => {
      const { fetch, asked } = withDns(addresses);
      await expect(fetch('https://wa.me/c/1', page)).rejects.toMatchObject({ code: 'address_not_allowed' });
      // One look-up for check and connection together: nothing is left to rebind.
      expect(asked).toEqual(['wa.me']);
      await fetch.close();
    },
  );

  test('says that a name without address can be tried again', async () => {
    const { fetch } = withDns([]);
    await expect(fetch('https://wa.me/c/1', page)).rejects.toMatchObject({
      code: 'connection_failed',
      retry: { again: true },
    });
    await fetch.close();
  });
});

describe('size', () => {
  test('refuses what announces too much without reading it', async () => {
    handle = (_request, response) => response.writeHead(200, { 'content-length': '1000000' }).flushHeaders();
    await expect(safeFetch(origin, page)).rejects.toMatchObject({
      code: 'response_too_large',
      retry: { again: false },
    });
  });

  test('stops an endless body', async () => {
    handle = (_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      more();
    };
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code: 'response_too_large' });
  });

  test.each([
    ['gzip', zlib.gzipSync],
    ['br', (body: Buffer) => zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['deflate', zlib.deflateSync],
  ] as const)('refuses a %s bomb', async (encoding, pack) => {
    handle = answer(200, { 'content-encoding': encoding }, pack(Buffer.alloc(50_000_000)));
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code: 'response_too_large' });
  });

  test('refuses headers that do not end', async () => {
    handle = answer(200, { 'x-long': 'x'.repeat(30_000) });
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code: 'response_too_large' });
  });
});

describe('encodings', () => {
  test.each([
    ['gzip', zlib.gzipSync],
    ['x-gzip', zlib.gzipSync],
    ['br', zlib.brotliCompressSync],
    ['deflate', zlib.deflateSync],
    ['deflate', zlib.deflateRawSync],
    ['GZIP', zlib.gzipSync],
  ] as const)('unpacks %s', async (encoding, pack) => {
    handle = answer(200, { 'content-encoding': encoding }, pack(Buffer.from('Viatu vya ngozi')));
    expect((await safeFetch(origin, page)).body.toString()).toBe('Viatu vya ngozi');
  });

  test('stops early inside a packed body', async () => {
    handle = answer(
      200,
      { 'content-encoding': 'gzip' },
      zlib.gzipSync(Buffer.from(`<head></head>${'x'.repeat(90_000)}`)),
    );
    const response = await safeFetch(origin, { ...page, stopWhen: (chunk) => chunk.includes('</head>') });
    expect(response.complete).toBe(false);
    expect(response.body.length).toBeLessThan(90_000);
  });

  test.each([
    '',
    'identity',
    'none',
    'utf-8',
    'UTF-8',
    'binary',
    'aws-chunked',
    '8bit',
    'iso-8859-1',
    'gzip',
    'x-gzip',
  ])('takes bytes as they are that are packed in no way: %j', async (encoding) => {
    handle = answer(200, { 'content-encoding': encoding }, 'Viatu vya ngozi');
    expect((await safeFetch(origin, page)).body.toString()).toBe('Viatu vya ngozi');
  });

  test.each(['gzip, utf-8', 'aws-chunked,gzip', 'identity, gzip', 'gzip,'])(
    'undoes what it knows of %j',
    async (encoding) => {
      handle = answer(200, { 'content-encoding': encoding }, zlib.gzipSync(Buffer.from('Viatu vya ngozi')));
      expect((await safeFetch(origin, page)).body.toString()).toBe('Viatu vya ngozi');
    },
  );

  test('keeps a body that says it is packed and is not within its limit', async () => {
    handle = answer(200, { 'content-encoding': 'gzip' }, 'x'.repeat(200_000));
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code: 'response_too_large' });
  });

  test.each([
    ['gzip', Buffer.from('\x1f\x8bnot packed at all', 'latin1')],
    ['br', 'not packed at all'],
    ['zstd', 'x'],
    ['gzip, gzip', 'x'],
  ])('reports a body that is not the %s it claims to be', async (encoding, body) => {
    handle = answer(200, { 'content-encoding': encoding }, body);
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code: 'bad_encoding', retry: { again: true } });
  });

  test('reports a packed body that breaks off', async () => {
    handle = answer(200, { 'content-encoding': 'gzip' }, zlib.gzipSync(Buffer.from('x'.repeat(5000))).subarray(0, 20));
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ retry: { again: true } });
  });
});

describe('time and broken connections', () => {
  const short = { ...page, timeoutMs: 120 };
  const timeout = { code: 'timeout', retry: { again: true } };

  test('does not wait for headers for ever', async () => {
    handle = () => {};
    await expect(safeFetch(origin, short)).rejects.toMatchObject(timeout);
  });

  test('does not wait for a stalled body for ever', async () => {
    handle = (_request, response) => void response.writeHead(200).write('<head>');
    await expect(safeFetch(origin, short)).rejects.toMatchObject(timeout);
  });

  test('counts all redirects together', async () => {
    handle = (request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 50);
    };
    await expect(safeFetch(`${origin}/`, short)).rejects.toMatchObject(timeout);
  });

  test.each([
    ['before the answer', (_request: IncomingMessage, response: ServerResponse) => void response.socket?.destroy()],
    [
      'within the answer',
      (_request: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' }).write('half');
        setImmediate(() => response.socket?.destroy());
      },
    ],
    ['with a reset', (_request: IncomingMessage, response: ServerResponse) => void response.socket?.resetAndDestroy()],
  ])('reports a connection that ends %s as worth another try', async (_name, handler) => {
    handle = handler;
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code: 'connection_failed', retry: { again: true } });
  });

  test('reports a port where nobody listens', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(safeFetch(origin, page)).rejects.toMatchObject({ code: 'connection_failed', retry: { again: true } });
  });

  test('stops when the caller does, before and within', async () => {
    handle = () => controller.abort();
    const controller = new AbortController();
    await expect(safeFetch(origin, { ...page, signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
    await expect(safeFetch(origin, { ...page, signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
  });
});
