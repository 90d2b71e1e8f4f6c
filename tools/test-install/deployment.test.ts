import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENV_NAMES, readEnv } from '@/lib/platform/env';
import { workerOrigin } from '@/lib/platform/inngest-addresses';
import { readSecretFiles } from '@/lib/platform/secret-files';
import { BUNDLES } from '@/supervisor/build/build-steps';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const serviceSchema = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), scalar).default({}),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.object({ file: z.string() })).default({}),
});
type Service = z.infer<typeof serviceSchema>;

const IN_ENV: Record<string, string> = { PUBLIC_URL: 'https://soko.example' };
const FILES = ['compose.yaml', 'compose.production.yaml'] as const;
const files = Object.fromEntries(
  FILES.map((file) => [file, composeSchema.parse(parse(interpolated(readFileSync(file, 'utf8')), { merge: true }))]),
);
const production = files['compose.production.yaml'];
const services = FILES.flatMap((file) =>
  Object.entries(files[file]?.services ?? {}).map(([name, service]) => ({ file, name, service })),
);
const ours = services.filter(({ service }) => service.build !== undefined);

/** As compose does it: `${NAME}`, `${NAME:-default}` and `${NAME:?why it is needed}`. */
function interpolated(text: string): string {
  return text.replaceAll(
    /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
    (_, name: string, otherwise = '') => IN_ENV[name] ?? otherwise,
  );
}

let folder: string;
const secret = (name: string) => path.join(folder, 'secrets', name);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'soko-deploy-'));
  cpSync('deploy/make-secrets.sh', path.join(folder, 'make-secrets.sh'));
  execFileSync(path.join(folder, 'make-secrets.sh'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(ours)('$file: $name', ({ service }) => {
  test('starts something that is in the image', () => {
    for (const file of service.command?.filter((word) => word.includes('/')) ?? []) {
      const bundle = /^dist\/(.+)\.js$/.exec(file)?.[1];
      if (bundle !== undefined) expect(Object.keys(BUNDLES)).toContain(bundle);
      else expect(isThere(file, service)).toBe(true);
    }
  });

  test('sets nothing but settings, and only such as can be used', () => {
    const settings = settingsOf(service);
    expect(Object.keys(settings).filter((name) => !ENV_NAMES.includes(name))).toEqual([]);
    expect(() => workerOrigin(readEnv(settings))).not.toThrow();
  });
});

describe.each(['web', 'worker', 'migrate'])('%s of a cluster', (name) => {
  test('is given whatever `npm run up` would make, and each part of its own', () => {
    const service = production?.services[name];
    const settings = service === undefined ? {} : settingsOf(service);
    const parts = ['INNGEST_BASE_URL', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY', 'MILVUS_ADDRESS', 'S3_BUCKET'];
    const lacking = [...withoutDefault(), ...parts, 'PUBLIC_URL'].filter((setting) => !settings[setting]);
    expect(lacking).toEqual([]);
  });
});

test('every secret is made, none is left over, and Gemini’s alone has to be filled in', () => {
  const made = readdirSync(path.join(folder, 'secrets')).sort();
  expect(Object.keys(production?.secrets ?? {}).sort()).toEqual(made);
  for (const [name, { file }] of Object.entries(production?.secrets ?? {})) {
    expect(file).toBe(`./deploy/secrets/${name}`);
  }
  for (const { service } of services) expect(made).toEqual(expect.arrayContaining(service.secrets));
  expect(made.filter((name) => readFileSync(secret(name), 'utf8') === '')).toEqual(['gemini_api_key']);
});

test('secrets that are there stay as they are', () => {
  const before = readFileSync(secret('soko_secret'), 'utf8');
  execFileSync(path.join(folder, 'make-secrets.sh'));
  expect(readFileSync(secret('soko_secret'), 'utf8')).toBe(before);
});

test('images of others are named by a version, what is mounted is there, what Caddy reads is set', () => {
  for (const { service } of services.filter((each) => each.service.build === undefined)) {
    expect(service.image).toMatch(/:v?\d/);
    for (const volume of service.volumes) {
      const [source = ''] = volume.split(':');
      if (!/^\.\/.+\.\w+$/.test(source) && !source.endsWith('Caddyfile')) continue;
      expect([source, existsSync(source)]).toEqual([source, true]);
      if (!source.includes('Caddyfile')) continue;
      const read = [...readFileSync(source, 'utf8').matchAll(/\{\$(\w+)/g)].map(([, variable = '']) => variable);
      expect(Object.keys(service.environment)).toEqual(expect.arrayContaining(read));
    }
  }
});

test('systemd starts what a build makes, with settings that there are', () => {
  const unit = readFileSync('deploy/systemd/soko.service', 'utf8');
  expect(Object.keys(BUNDLES)).toContain(/^ExecStart=.* dist\/(\S+)\.js$/m.exec(unit)?.[1]);
  const set = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name);
  expect(set.filter((name) => name !== 'NODE_ENV' && !ENV_NAMES.includes(name))).toEqual([]);
});

/** What a container of it would read, with the secrets that make-secrets.sh has made. */
function settingsOf({ environment, secrets }: Service): Record<string, string | undefined> {
  const settings: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(environment)) {
    const mounted = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
    if (mounted !== undefined) expect(secrets).toContain(mounted);
    settings[name] = mounted === undefined ? value : secret(mounted);
  }
  readSecretFiles(settings);
  return settings;
}

/** A package's file, or one that is mounted. */
function isThere(file: string, { volumes }: Service): boolean {
  if (file.startsWith('node_modules/')) return existsSync(file);
  const [source] = volumes.map((volume) => volume.split(':')).find(([, target]) => target === `/soko/${file}`) ?? [];
  return source !== undefined && existsSync(source);
}

/** The settings that a process cannot do without, as its code asks for them. */
function withoutDefault(): string[] {
  const sources = ['app', 'inngest', 'lib', 'worker'].flatMap((name) =>
    readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => path.join(name, file)),
  );
  const asked = sources
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/requireSetting\('(\w+)'/g)])
    .map(([, name = '']) => name);
  expect(asked).not.toEqual([]);
  return [...new Set(asked)];
}
