import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENV_NAMES, readEnv } from './env';
import { workerOrigin } from './inngest-addresses';

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
  ['CONTACT_EMAIL', 'us'],
  ['CONTACT_WHATSAPP', '0712345678'],
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

describe('where Inngest finds web and worker', () => {
  const keys = { INNGEST_EVENT_KEY: 'k', INNGEST_SIGNING_KEY: 'signkey-prod-00' };
  const soko = { PUBLIC_URL: 'https://soko.example/shop', WORKER_URL: 'http://10.0.0.5:3100/' };
  const elsewhere = { ...keys, INNGEST_BASE_URL: 'http://10.0.0.3:8288' };
  const [web, worker] = ['https://soko.example', 'http://10.0.0.5:3100'];
  test.each<[string, Record<string, string>, string, string]>([
    ['the embedded engine', {}, 'http://127.0.0.1:3000', worker],
    [
      'a server here',
      { ...keys, INNGEST_BASE_URL: 'http://localhost:8288', PORT: '4000' },
      'http://127.0.0.1:4000',
      worker,
    ],
    ['a server here, by IPv6', { ...keys, INNGEST_BASE_URL: 'http://[::1]:8288' }, 'http://127.0.0.1:3000', worker],
    [
      'a server here, by any address',
      { ...keys, INNGEST_BASE_URL: 'http://0.0.0.0:8288' },
      'http://127.0.0.1:3000',
      worker,
    ],
    ['a dev server', { INNGEST_DEV: '1' }, 'http://127.0.0.1:3000', worker],
    ['a dev server by its URL', { INNGEST_DEV: 'http://127.0.0.1:8288' }, 'http://127.0.0.1:3000', worker],
    ['one elsewhere', elsewhere, web, worker],
    ['one elsewhere that is no dev server', { ...elsewhere, INNGEST_DEV: '0' }, web, worker],
    ['one by name', { ...keys, INNGEST_BASE_URL: 'https://inngest.internal' }, web, worker],
    ['one that is called like loopback', { ...keys, INNGEST_BASE_URL: 'http://127.0.0.1.evil.example' }, web, worker],
    ['Inngest’s cloud', keys, web, worker],
    [
      'one that is told',
      { ...keys, INNGEST_SERVE_ORIGIN: 'http://web.internal:3000/' },
      'http://web.internal:3000',
      worker,
    ],
    [
      'one behind a proxy with folders',
      {
        ...elsewhere,
        INNGEST_SERVE_ORIGIN: 'https://hooks.example/web/api/inngest',
        INNGEST_WORKER_ORIGIN: 'https://hooks.example/worker/',
      },
      'https://hooks.example/web',
      'https://hooks.example/worker',
    ],
  ])('%s: its settings say', (_, settings, forWeb, forWorker) => {
    const env = readEnv({ ...soko, ...settings });
    expect([env.INNGEST_SERVE_ORIGIN, workerOrigin(env)]).toEqual([forWeb, forWorker]);
  });

  test('a worker that is told nothing is on this machine; one that is told is where it says', () => {
    expect(workerOrigin(readEnv({ WORKER_PORT: '4100' }))).toBe('http://127.0.0.1:4100');
    const told = { ...elsewhere, ...soko, INNGEST_WORKER_ORIGIN: 'http://127.0.0.1:3100' };
    expect(workerOrigin(readEnv(told))).toBe('http://127.0.0.1:3100');
  });

  const { PUBLIC_URL, WORKER_URL } = soko;
  test.each<[string, Record<string, string>, string]>([
    ['no address of web', { ...elsewhere, WORKER_URL }, 'INNGEST_SERVE_ORIGIN'],
    ['none for the cloud', { ...keys, WORKER_URL }, 'INNGEST_SERVE_ORIGIN'],
    // What the supervisor hands on to its parts.
    ['one of this machine', { ...elsewhere, WORKER_URL, PUBLIC_URL: 'http://localhost:3000' }, 'INNGEST_SERVE_ORIGIN'],
    ['a dev server', { ...soko, INNGEST_BASE_URL: 'http://10.0.0.3:8288', INNGEST_DEV: '1' }, 'INNGEST_DEV'],
    ['a dev server by its URL', { ...soko, INNGEST_DEV: 'http://10.0.0.3:8288' }, 'INNGEST_DEV'],
    ['no address of the worker', { ...elsewhere, PUBLIC_URL }, 'INNGEST_WORKER_ORIGIN'],
    ['no address of the worker for the cloud', { ...keys, PUBLIC_URL }, 'INNGEST_WORKER_ORIGIN'],
    ['a worker here', { ...elsewhere, PUBLIC_URL, WORKER_URL: 'http://127.0.0.1:3100' }, 'INNGEST_WORKER_ORIGIN'],
  ])('for a server elsewhere, %s is refused by name', (_, settings, name) => {
    const started = () => workerOrigin(readEnv(settings));
    expect(started).toThrow(new RegExp(`${name}:? (is needed|has to)`));
    expect(started).toThrow(/10\.0\.0\.3:8288|cloud/);
  });
});

describe('where pictures are kept', () => {
  const R2 = 'https://abc123.r2.cloudflarestorage.com';
  test.each<[string, Record<string, string>, string | undefined]>([
    ['a folder', {}, undefined],
    ['Amazon', { S3_BUCKET: 'soko', S3_REGION: 'af-south-1' }, 'https://soko.s3.af-south-1.amazonaws.com'],
    ['Amazon in China', { S3_BUCKET: 'soko', S3_REGION: 'cn-north-1' }, 'https://soko.s3.cn-north-1.amazonaws.com.cn'],
    ['a server here', { S3_BUCKET: 'soko', S3_ENDPOINT: 'http://127.0.0.1:9000/' }, 'http://127.0.0.1:9000/soko'],
    [
      'the bucket in the path',
      { S3_BUCKET: 'soko', S3_ENDPOINT: `${R2}/soko`, S3_PUBLIC_URL: 'https://p.example/a b/' },
      'https://p.example/a%20b',
    ],
  ])('%s: the public reads there', (_, settings, publicUrl) => {
    expect(readEnv(settings).S3_PUBLIC_URL).toBe(publicUrl);
  });

  test.each<[string, Record<string, string>]>([
    ['S3_PUBLIC_URL', { S3_BUCKET: 'soko', S3_ENDPOINT: `${R2}/soko` }],
    ['S3_ENDPOINT', { S3_BUCKET: 'soko', S3_ENDPOINT: `${R2}/other`, S3_PUBLIC_URL: 'https://p.example' }],
    ['S3_ENDPOINT', { S3_ENDPOINT: 'http://127.0.0.1:9000' }],
    ['S3_PUBLIC_URL', { S3_BUCKET: 'soko', S3_PUBLIC_URL: 'https://p.example/?x=' }],
    ['S3_BUCKET', { S3_BUCKET: 's3://soko' }],
    ['AWS_ACCESS_KEY_ID', { S3_BUCKET: 'soko', AWS_ACCESS_KEY_ID: 'k' }],
  ])('%s is named for %j', (name, settings) => {
    expect(() => readEnv(settings)).toThrow(new RegExp(`\\n  ${name}: `));
  });
});

test.each(['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'])(
  '%s loses the line break it was pasted with, and with one in it is refused unseen',
  (name) => {
    const others = { AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's', PUBLIC_URL: 'https://soko.example' };
    expect(readEnv({ ...others, [name]: ' a-key\r\n' })).toMatchObject({ [name]: 'a-key' });
    const refused = () => readEnv({ ...others, [name]: 'half\nof it' });
    expect(refused).toThrow(name);
    expect(refused).not.toThrow(/half|of it/);
  },
);

describe('where Milvus is', () => {
  test.each([
    ['127.0.0.1:19530', '127.0.0.1:19530'],
    ['milvus', 'milvus:19530'],
    ['http://milvus.internal', 'milvus.internal:19530'],
    ['http://milvus.internal:80/', 'milvus.internal:80'],
    ['[::1]:19530', '[::1]:19530'],
    ['https://milvus.example:443', 'https://milvus.example'],
    [
      'https://in03-1.serverless.gcp-us-west1.cloud.zilliz.com',
      'https://in03-1.serverless.gcp-us-west1.cloud.zilliz.com',
    ],
    [
      'https://in01-1.aws-us-west-2.vectordb.zillizcloud.com:19535/',
      'https://in01-1.aws-us-west-2.vectordb.zillizcloud.com:19535',
    ],
    [
      'in01-1.aws-us-west-2.vectordb.zillizcloud.com:19535',
      'https://in01-1.aws-us-west-2.vectordb.zillizcloud.com:19535',
    ],
    ['tcp://milvus:19530', 'milvus:19530'],
  ])('%s is %s', (text, address) => {
    expect(readEnv({ MILVUS_ADDRESS: text }).MILVUS_ADDRESS).toBe(address);
  });

  test.each(['https://milvus.example/soko', 'root:word@milvus:19530', 'milvus:port', 'https://', 'ftp://milvus:1'])(
    '%s is refused by name, and no password shown',
    (text) => {
      const refused = () => readEnv({ MILVUS_ADDRESS: text });
      expect(refused).toThrow(/MILVUS_ADDRESS/);
      expect(refused).not.toThrow(/word@/);
    },
  );
});
