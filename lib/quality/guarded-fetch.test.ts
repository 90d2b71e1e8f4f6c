import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WholeAnswer, withGuardedFetch } from './guarded-fetch';

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    if (url === '/elsewhere') return response.writeHead(302, { location: '/200' }).end();
    if (url === '/reset') return response.socket?.destroy();
    if (url === '/half') {
      response.writeHead(200, { 'content-length': '5000' }).write('half');
      return setImmediate(() => response.socket?.destroy());
    }
    const status = Number(url.slice(1));
    return response.writeHead(status, { 'retry-after': '7' }).end(status === 204 ? undefined : `This is ${status}.`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const endless = (): AbortSignal => new AbortController().signal;
function noting() {
  const answers: WholeAnswer[] = [];
  return { answers, call: { signal: endless(), judge: (answer: WholeAnswer) => void answers.push(answer) } };
}
/** As an SDK does: what was thrown is lost in an error of its own. */
const likeAnSdk = async (path: string): Promise<string> => {
  try {
    const response = await fetch(`${origin}${path}`);
    return `${response.status}: ${await response.text()}`;
  } catch (error) {
    throw new Error(`[SDK] ${String(error)}`);
  }
};

test.each([
  ['/200', { status: 200, retryAfter: '7', body: 'This is 200.' }],
  ['/503', { status: 503, retryAfter: '7', body: 'This is 503.' }],
  ['/204', { status: 204, retryAfter: '7', body: '' }],
  ['/elsewhere', { status: 302, retryAfter: null, body: '' }],
])('%s is judged as it came, and handed on', async (path, answer) => {
  const { answers, call } = noting();
  expect(await withGuardedFetch(call, () => likeAnSdk(path))).toBe(`${answer.status}: ${answer.body}`);
  expect(answers).toEqual([answer]);
});

test('fails with what the judge throws, whatever became of it on the way', async () => {
  const verdict = new TypeError('no answer of a model');
  const judge = () => {
    throw verdict;
  };
  await expect(withGuardedFetch({ signal: endless(), judge }, () => likeAnSdk('/200'))).rejects.toBe(verdict);
});

test('and with what fetch throws, its cause in it', async () => {
  const { answers, call } = noting();
  const reset = withGuardedFetch(call, () => likeAnSdk('/reset'));
  await expect(reset).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } });
  await expect(withGuardedFetch(call, () => likeAnSdk('/half'))).rejects.toMatchObject({ message: 'terminated' });
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(withGuardedFetch({ ...call, signal }, () => likeAnSdk('/200'))).rejects.toThrow(/^enough$/);
  expect(answers).toEqual([]);
});

test('an error of the work’s own stays what it is', async () => {
  const { call } = noting();
  const work = async () => {
    await likeAnSdk('/200');
    throw new RangeError('mine');
  };
  await expect(withGuardedFetch(call, work)).rejects.toThrow(RangeError);
});

test('calls at one time are told apart, and fetches outside stay as they were', async () => {
  const [first, second] = [noting(), noting()];
  const [one, other, outside] = await Promise.all([
    withGuardedFetch(first.call, () => likeAnSdk('/elsewhere')),
    withGuardedFetch(second.call, () => likeAnSdk('/200')),
    fetch(`${origin}/elsewhere`),
  ]);
  expect([one, other]).toEqual(['302: ', '200: This is 200.']);
  expect([first.answers.length, second.answers.length]).toEqual([1, 1]);
  expect([outside.status, outside.redirected, outside.headers.get('retry-after')]).toEqual([200, true, '7']);
});
