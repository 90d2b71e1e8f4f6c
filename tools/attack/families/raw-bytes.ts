import type { Attack, Outcome } from '../attack';
import { atOnce, speak, statusOf, tallyOf } from '../client';

const CRLF = '\r\n';
const request = (line: string, headers: string[] = ['Host: x'], body = '') => [line, ...headers, '', body].join(CRLF);

/** Targets that a URL parser stumbles over. */
const TARGETS = [
  '//[',
  '//',
  '///',
  '//@',
  '//:',
  '//[::',
  '//[::1]:99999/',
  '//%',
  '/\\[',
  '/%00',
  '/%',
  '/%zz',
  '/%c0%af..%c0%af',
  '/../../../etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/a?b=%',
  '/?%ff%fe',
  '*',
  '//evil.example/%2e%2e/',
  '/\\\\evil.example/',
  '///evil.example//',
  'x',
  'http://',
  'http://[',
  'http://evil.example/',
  'http://127.0.0.1:1/api/ready',
  'https://user:pass@evil.example:99999999/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  `/${'a'.repeat(15_000)}`,
  `/${'a'.repeat(70_000)}`,
  `/?${'a=1&'.repeat(3_000)}`,
  '/api/products/[',
  '/api/syncs/%00',
  '/media/%00',
  '/media/..%2f..%2fsecrets.json',
  '/_next/static/%00',
  '/_next/image?url=//[&w=640&q=75',
  '/_next/data/x/%.json',
  '/sitemaps/%ff',
];

/** Any bytes: what a port answers to them, it survives. */
const BYTES: { name: string; bytes: string | Buffer }[] = [
  ...TARGETS.map((target) => ({ name: `GET ${target.slice(0, 40)}`, bytes: request(`GET ${target} HTTP/1.1`) })),
  { name: 'POST //[', bytes: request('POST //[ HTTP/1.1', ['Host: x', 'Content-Length: 2'], '{}') },
  { name: 'PUT //[', bytes: request('PUT //[ HTTP/1.1') },
  { name: 'CONNECT', bytes: request('CONNECT evil.example:443 HTTP/1.1') },
  { name: 'CONNECT [', bytes: request('CONNECT [ HTTP/1.1') },
  {
    name: 'upgrade to a WebSocket',
    bytes: request('GET / HTTP/1.1', [
      'Host: x',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Key: eA==',
      'Sec-WebSocket-Version: 13',
    ]),
  },
  { name: 'upgrade of //[', bytes: request('GET //[ HTTP/1.1', ['Host: x', 'Connection: Upgrade', 'Upgrade: h2c']) },
  { name: 'HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  { name: 'HTTP/0.9', bytes: 'GET /\r\n\r\n' },
  { name: 'HTTP/9.9', bytes: request('GET / HTTP/9.9') },
  { name: 'TLS', bytes: Buffer.from('16030100a5010000a10303', 'hex') },
  { name: 'zeros', bytes: Buffer.alloc(4_096) },
  { name: 'random bytes', bytes: Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 7_919 + 13) % 251)) },
  { name: 'no Host', bytes: request('GET / HTTP/1.1', []) },
  { name: 'Host [', bytes: request('GET /api/ready HTTP/1.1', ['Host: [']) },
  { name: 'Host of slashes', bytes: request('GET / HTTP/1.1', ['Host: //evil.example/%']) },
  {
    name: 'X-Forwarded-Host [',
    bytes: request('GET / HTTP/1.1', ['Host: x', 'X-Forwarded-Host: [', 'X-Forwarded-Proto: x:']),
  },
  {
    name: 'two lengths',
    bytes: request('POST /api/search HTTP/1.1', ['Host: x', 'Content-Length: 1', 'Content-Length: 2'], 'x'),
  },
  {
    name: 'length and chunks',
    bytes: request(
      'POST /api/search HTTP/1.1',
      ['Host: x', 'Content-Length: 6', 'Transfer-Encoding: chunked'],
      '0\r\n\r\nGET /x HTTP/1.1\r\n',
    ),
  },
  {
    name: 'bad chunks',
    bytes: request('POST /api/search HTTP/1.1', ['Host: x', 'Transfer-Encoding: chunked'], 'zz\r\n'),
  },
  {
    name: 'endless chunk size',
    bytes: request('POST /api/search HTTP/1.1', ['Host: x', 'Transfer-Encoding: chunked'], 'fffffffffffffffff\r\n'),
  },
  { name: 'long header', bytes: request('GET / HTTP/1.1', ['Host: x', `X-Long: ${'a'.repeat(100_000)}`]) },
  {
    name: 'many headers',
    bytes: request('GET / HTTP/1.1', ['Host: x', ...Array.from({ length: 5_000 }, (_, at) => `X-${at}: y`)]),
  },
  {
    name: 'a cookie that is no cookie',
    bytes: request('GET /review HTTP/1.1', ['Host: x', 'Cookie: soko_session=%; =; ;;;']),
  },
  { name: 'pipelined garbage', bytes: `${request('GET /api/health HTTP/1.1')}${request('GET //[ HTTP/1.1')}garbage` },
  { name: 'pipelined requests', bytes: request('GET /api/health HTTP/1.1').repeat(50) },
  {
    name: 'a bad Next-Action',
    bytes: request(
      'POST /sign-in HTTP/1.1',
      ['Host: x', 'Next-Action: [', 'Content-Length: 2', 'Content-Type: text/plain'],
      '[]',
    ),
  },
  {
    name: 'a bad RSC header',
    bytes: request('GET / HTTP/1.1', ['Host: x', 'RSC: 1', 'Next-Router-State-Tree: %5B%5B']),
  },
];

/** A process that keeps crashing is given up after six times in half a minute. */
const AGAIN = 7;

/** Row 8: bytes that are no request, at every port. Whoever dies is told by the runner. */
export const rawBytes: Attack = {
  row: '8',
  name: 'raw-bytes',
  what: `${BYTES.length} malformed requests to web, worker and engine; GET //[ seven times`,
  right: 'refused (400 and the like) or closed; nobody dies',
  form: 'short',
  async run(system): Promise<Outcome> {
    const holes: string[] = [];
    const statuses: (string | number)[] = [];
    for (const [who, port] of Object.entries(system.ports)) {
      const worst = BYTES.find(({ name }) => name === 'GET //[');
      const all = [...BYTES, ...Array.from({ length: AGAIN }, () => worst ?? { name: '', bytes: '' })];
      const answers = await atOnce(all, 8, async ({ name, bytes }) => ({ name, ...(await speak(port, bytes)) }));
      for (const { name, answer, closed } of answers) {
        const status = statusOf(answer);
        statuses.push(status || (closed ? 'closed' : 'silent'));
        if (status >= 500 && status !== 501 && status !== 505) holes.push(`${who}: ${name}: ${status}`);
        if (leadsAway(answer)) holes.push(`${who}: ${name}: leads to another site`);
      }
    }
    return { happened: tallyOf(statuses), holes: [...new Set(holes)] };
  },
};

/** A redirect to a place that the request named. */
function leadsAway(answer: string): boolean {
  const location = /^location: *([^\r\n]*)/im.exec(answer)?.[1] ?? '';
  return /^(https?:)?[/\\]{2}[^/]*evil/i.test(location);
}
