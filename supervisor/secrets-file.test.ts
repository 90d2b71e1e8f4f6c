import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnv } from '@/lib/platform/env';
import { readOrMakeSecrets } from './secrets-file';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'soko-secrets-'));
});

afterEach(() => rm(home, { recursive: true }));

test('secrets are made once, each different, for their owner only', async () => {
  const secrets = await readOrMakeSecrets(home);
  expect(await readOrMakeSecrets(home)).toEqual(secrets);
  expect(new Set(Object.values(secrets)).size).toBe(5);
  expect((await stat(path.join(home, 'secrets.json'))).mode & 0o777).toBe(0o600);
});

test('they are good enough for the environment', async () => {
  const { sokoSecret, workerToken } = await readOrMakeSecrets(home);
  expect(readEnv({ SOKO_SECRET: sokoSecret, WORKER_TOKEN: workerToken }).SOKO_SECRET).toBe(sokoSecret);
});

test('a damaged file is not replaced: new secrets would not open the old data', async () => {
  await writeFile(path.join(home, 'secrets.json'), '{ "databasePassword": ');
  await expect(readOrMakeSecrets(home)).rejects.toThrow(/secrets\.json cannot be read/);
});
