import { connect } from 'node:net';
import { aLiveProduct } from './support/api';
import { enterPassword, signIn } from './support/sign-in';
import { expect, test } from './support/test';

/** Bytes as they are: a browser, and fetch, would mend the address first. */
function send(origin: string, line: string, more = ''): Promise<string> {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`),
    );
    socket.on('data', (data) => (answer += data));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

test('no request is met with an error of ours, however it is written', async ({ system }) => {
  const paths = ['', 'products/', 'sellers/', 'sell/', 'media/', 'sitemaps/', 'api/', 'api/products/', 'api/syncs/'];
  const ends = [
    '%',
    '%ff',
    '%E0%A4%A',
    '%00',
    '%C3%28',
    'a%0d%0ab',
    `${'9'.repeat(300)}`,
    'a'.repeat(5_000),
    '\\x',
    '..%2f..%2fx',
  ];
  const lines = paths.flatMap((path) => ends.map((end) => `GET /${path}${end}`));
  const others = [
    'GET //[',
    'GET //',
    'OPTIONS *',
    'TRACE /',
    'TRACE /api/products',
    'POST /products/%ff',
    'GET http://[',
  ];
  for (const line of [...lines, ...others]) {
    const answer = await send(system.url, line);
    expect([line, [400, 404].includes(statusOf(answer))]).toEqual([line, true]);
    expect([line, answer]).toEqual([line, expect.stringMatching(/x-content-type-options: nosniff/i)]);
  }
});

test('the picture optimizer is closed, to pictures of ours as to others', async ({ request, system }) => {
  const { s3ImageUrl } = await aLiveProduct(request);
  const own = new URL(s3ImageUrl ?? '/icons/icon-192.png', system.url).pathname;
  expect((await request.get(own)).status()).toBe(200);
  for (const url of [own, '/icons/icon-192.png', `${system.url}${own}`, 'https://evil.example/a.png', '']) {
    for (const path of ['/_next/image', '/_next/image/', '//_next/image', '/_next/./image']) {
      const answer = await request.get(`${system.url}${path}?url=${encodeURIComponent(url)}&w=640&q=75`);
      expect([path, url, answer.status()]).toEqual([path, url, 404]);
      expect(answer.headers()['content-type'] ?? '').not.toContain('image/');
    }
  }
});

test('the metrics are for this machine, past any proxy', async ({ request }) => {
  expect((await request.get('/metrics')).status()).toBe(200);
  for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { host: 'evil.example' }, { via: '1.1 proxy' }]) {
    const answer = await request.get('/metrics', { headers });
    expect([answer.status(), answer.headers()['www-authenticate']]).toEqual([401, 'Bearer']);
  }
  const forged = { 'x-forwarded-for': '203.0.113.7', 'x-soko-local': 'yes', 'x-soko-peer': '127.0.0.1' };
  expect((await request.get('/metrics', { headers: forged })).status()).toBe(401);
});

test('every kind of answer says what browsers are to do with it', async ({ request }) => {
  const { productId, s3ImageUrl } = await aLiveProduct(request);
  const kinds = [
    '/',
    `/products/${productId}`,
    '/nope',
    '/review',
    '/api/products',
    '/api/nope',
    '/api/products/x',
    '/robots.txt',
  ];
  const files = [
    '/sitemap.xml',
    '/icons/icon-192.png',
    '/icons/nope.png',
    '/sw.js',
    '/_next/static/nope.js',
    '/manifest.webmanifest',
  ];
  for (const path of [
    ...kinds,
    ...files,
    ...(s3ImageUrl ? [new URL(s3ImageUrl, 'http://x').pathname] : []),
    '/products/',
  ]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect([path, headers]).toEqual([
      path,
      expect.objectContaining({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
      }),
    ]);
    // This system is reached by http.
    expect(headers['strict-transport-security']).toBeUndefined();
  }
});

test('who guesses an admin’s password does not keep the admin out', async ({ page, browser, system }) => {
  const guesser = await browser.newContext({
    extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.99' },
    baseURL: system.url,
  });
  const guessing = await guesser.newPage();
  await guessing.goto('/sign-in');
  for (let attempt = 0; attempt < 30; attempt++) {
    const answered = guessing.waitForResponse((response) => response.request().method() === 'POST');
    await enterPassword(guessing, { email: system.users.admin.email, password: `guess ${attempt}` });
    await answered;
    await expect(guessing.getByRole('button', { name: 'Sign in' })).toBeEnabled();
    if (await guessing.getByText(/Too many sign-ins/).isVisible()) break;
  }
  await expect(guessing.getByText(/Too many sign-ins/)).toBeVisible();
  await guesser.close();
  await signIn(page, system.users.admin, '/admin');
});
