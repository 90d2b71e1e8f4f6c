import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENV_NAMES, readEnv } from './env';

const example = readFileSync('.env.example', 'utf8');
const EXAMPLE_LINE = /^#?([A-Z][A-Z0-9_]+)=(.*)$/;

function exampleSettings(): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const line of example.split('\n')) {
    const [, name, value] = EXAMPLE_LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) settings[name] = value;
  }
  return settings;
}

test('.env.example lists every setting and no other', () => {
  expect(Object.keys(exampleSettings()).sort()).toEqual([...ENV_NAMES].sort());
});

test('.env.example shows the defaults', () => {
  const fromExample = readEnv(exampleSettings());
  const byDefault: Record<string, unknown> = readEnv({});
  expect(fromExample).toEqual(byDefault);
  // A default that is written down must be: otherwise an empty line would pass for any of them.
  const addresses = ['PUBLIC_URL', 'WORKER_URL', 'INNGEST_SERVE_ORIGIN'];
  const computed = [...addresses, 'EMBEDDING_THREADS', 'HYDRATE_USER_AGENTS', 'EXTRA_ALLOWED_HOSTS'];
  for (const [name, value] of Object.entries(exampleSettings())) {
    if (!computed.includes(name)) expect([name, value === '']).toEqual([name, byDefault[name] === undefined]);
  }
});

test('the contract’s defaults', () => {
  expect(readEnv({})).toMatchObject({
    SOKO_HOME: '.soko',
    PORT: 3000,
    WORKER_PORT: 3100,
    WORKER_URL: 'http://127.0.0.1:3100',
    SIGLIP_MODEL: 'Xenova/siglip-base-patch16-224',
    SIGLIP_DTYPE: 'fp32',
    WHATSAPP_ORIGIN: 'https://wa.me',
    EXTRA_ALLOWED_HOSTS: [],
    HYDRATE_CONCURRENCY: 20,
    HYDRATE_TIMEOUT_MS: 10_000,
    HEARTBEAT_CRON: '0 */6 * * *',
    HEARTBEAT_MAX_AGE_HOURS: 24,
    QC_MIN_CONFIDENCE: 0.8,
    LISTING_POLICY: 'open',
    LOG_LEVEL: 'info',
  });
});

test('an empty setting counts as unset', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: ' ' })).toEqual(readEnv({}));
});

test('a key is taken without what was pasted around it, and one that no header can carry is never shown', () => {
  expect(readEnv({ GEMINI_API_KEY: ' AIzaSyAbc\r\n' }).GEMINI_API_KEY).toBe('AIzaSyAbc');
  expect(() => readEnv({ GEMINI_API_KEY: 'AIzaSyAbc\ndef' })).toThrow(
    expect.not.objectContaining({ message: expect.stringMatching(/AIza|def/) }),
  );
});

test('lists are split and addresses brought to one form', () => {
  const settings = readEnv({
    EXTRA_ALLOWED_HOSTS: '127.0.0.1:4000, cdn.example:443,[::1]:80',
    HYDRATE_USER_AGENTS: 'Phone/1 (a, b)|Phone/2',
    WHATSAPP_ORIGIN: 'http://127.0.0.1:4000/',
    GEMINI_BASE_URL: 'http://127.0.0.1:4000/gemini/',
    PORT: '4100',
  });
  expect(settings.EXTRA_ALLOWED_HOSTS).toEqual(['127.0.0.1:4000', 'cdn.example:443', '[::1]:80']);
  expect(settings.HYDRATE_USER_AGENTS).toEqual(['Phone/1 (a, b)', 'Phone/2']);
  expect(settings.WHATSAPP_ORIGIN).toBe('http://127.0.0.1:4000');
  expect(settings.GEMINI_BASE_URL).toBe('http://127.0.0.1:4000/gemini');
  expect(settings.PUBLIC_URL).toBe('http://localhost:4100');
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://localhost/soko'],
  ['INNGEST_BASE_URL', 'localhost:8288'],
  ['SIGLIP_DTYPE', 'fp64'],
  ['EXTRA_ALLOWED_HOSTS', 'localhost'],
  ['EXTRA_ALLOWED_HOSTS', 'http://localhost:80'],
  ['HEARTBEAT_CRON', 'now and then'],
  ['HEARTBEAT_CRON', '0 0 * * * *'],
  ['HEARTBEAT_CRON', '61 * * * *'],
  ['QC_MIN_CONFIDENCE', '80'],
  ['HYDRATE_CONCURRENCY', '0'],
  ['LISTING_POLICY', 'closed'],
  ['SOKO_SECRET', 'short'],
  ['LOG_LEVEL', 'loud'],
  ['GEMINI_API_KEY', 'AIzaSyAbc\ndef'],
  ['GEMINI_API_KEY', 'AIzaSyAbc def'],
  ['GEMINI_API_KEY', 'AIzaSyAbc…'],
  ['GEMINI_API_KEY', '\u200bAIzaSyAbc'],
  ['GEMINI_BASE_URL', 'https://user:secret@gemini.example'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^The environment[\\s\\S]*${name}`));
});

test('every bad setting is named at once', () => {
  const bad = { PORT: 'x', LISTING_POLICY: 'y', HEARTBEAT_CRON: 'z' };
  for (const name of Object.keys(bad)) expect(() => readEnv(bad)).toThrow(name);
});

test('a real Inngest server needs its keys, its dev server does not', () => {
  const base = { INNGEST_BASE_URL: 'http://127.0.0.1:8288' };
  expect(() => readEnv(base)).toThrow(/INNGEST_EVENT_KEY[\s\S]*INNGEST_SIGNING_KEY/);
  expect(readEnv({ ...base, INNGEST_DEV: '1' }).INNGEST_BASE_URL).toBe('http://127.0.0.1:8288');
  expect(() => readEnv({ ...base, INNGEST_DEV: '0' })).toThrow(/INNGEST_EVENT_KEY/);
});

describe('where Inngest finds web', () => {
  const keys = { INNGEST_EVENT_KEY: 'k', INNGEST_SIGNING_KEY: 'signkey-prod-00' };
  test.each<[string, Record<string, string>, string]>([
    ['the embedded engine', {}, 'http://127.0.0.1:3000'],
    ['a server here', { ...keys, INNGEST_BASE_URL: 'http://localhost:8288', PORT: '4000' }, 'http://127.0.0.1:4000'],
    ['a server here, by IPv6', { ...keys, INNGEST_BASE_URL: 'http://[::1]:8288' }, 'http://127.0.0.1:3000'],
    ['a dev server', { INNGEST_DEV: '1' }, 'http://127.0.0.1:3000'],
    ['one elsewhere', { ...keys, INNGEST_BASE_URL: 'http://10.0.0.3:8288' }, 'https://soko.example'],
    [
      'one that is called like loopback',
      { ...keys, INNGEST_BASE_URL: 'http://127.0.0.1.evil.example' },
      'https://soko.example',
    ],
    ['Inngest’s cloud', keys, 'https://soko.example'],
    ['one that is told', { ...keys, INNGEST_SERVE_ORIGIN: 'http://web.internal:3000/x' }, 'http://web.internal:3000'],
  ])('%s: its settings say', (_, settings, origin) => {
    expect(readEnv({ PUBLIC_URL: 'https://soko.example/shop', ...settings }).INNGEST_SERVE_ORIGIN).toBe(origin);
  });
});
