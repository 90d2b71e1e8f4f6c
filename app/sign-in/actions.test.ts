import { beforeEach, expect, test, vi } from 'vitest';

const set = vi.fn();
const checked = vi.fn();
let requestHeaders: Headers;

vi.mock('next/headers', () => ({ cookies: async () => ({ set }), headers: async () => requestHeaders }));
vi.mock('next/navigation', () => ({ redirect: vi.fn() }));
vi.mock('@/app/wiring/process', () => ({ auth: () => ({ signIn: checked }) }));

beforeEach(() => {
  vi.resetModules();
  set.mockClear();
  checked.mockReset().mockResolvedValue({ kind: 'session', cookieValue: 'signed', maxAgeSeconds: 60 });
  requestHeaders = new Headers({ 'x-soko-peer': '203.0.113.7' });
});

async function signIn(email = 'admin@soko.example') {
  const { signIn: action } = await import('./actions');
  const form = new FormData();
  form.set('email', email);
  form.set('password', 'a long password');
  return action({ problem: null, email: '', step: 'password' }, form);
}

test.each([
  ['https://soko.example', 'http', true],
  ['http://soko.example', 'https', false],
  ['http://localhost:3000', null, false],
])('with PUBLIC_URL %s (and a header that says %s) the session’s cookie is Secure: %s', async (url, said, secure) => {
  vi.stubEnv('PUBLIC_URL', url);
  if (said !== null) requestHeaders.set('x-forwarded-proto', said);
  await signIn();
  expect(set).toHaveBeenCalledWith('soko_session', 'signed', {
    ...{ httpOnly: true, sameSite: 'lax', path: '/', maxAge: 60 },
    secure,
  });
});

test('stops a guesser at their address, IPv6 networks as a whole, and not the owner elsewhere', async () => {
  checked.mockResolvedValue(null);
  const problems = [];
  for (let i = 0; i < 12; i++) {
    requestHeaders.set('x-soko-peer', `2001:db8::${i}`);
    problems.push((await signIn())?.problem);
  }
  expect(problems.filter((problem) => problem?.includes('don’t go together'))).toHaveLength(10);
  expect(problems.at(-1)).toContain('Too many sign-ins with this e-mail from your network');
  checked.mockResolvedValue({ kind: 'session', cookieValue: 'signed', maxAgeSeconds: 60 });
  requestHeaders.set('x-soko-peer', '2001:db8:0:1::1');
  await signIn();
  expect(set).toHaveBeenCalledTimes(1);
});
