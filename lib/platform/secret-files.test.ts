import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecretFiles } from './secret-files';

type Source = Parameters<typeof readSecretFiles>[0];

let folder: string;
const file = async (text: string) => {
  const name = path.join(folder, 'secret');
  await writeFile(name, text);
  return name;
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'soko-secret-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('what a secret’s file holds takes the place of its name', async () => {
  const source: Source = { SOKO_SECRET_FILE: await file('a-secret\n'), PORT: '80' };
  readSecretFiles(source);
  expect(source).toEqual({ SOKO_SECRET: 'a-secret', PORT: '80' });
});

test('so does an address with a password in it', async () => {
  const source: Source = {
    DATABASE_URL_FILE: await file('postgresql://soko:word@db/soko\n'),
  };
  readSecretFiles(source);
  expect(source).toEqual({ DATABASE_URL: 'postgresql://soko:word@db/soko' });
});

test('an empty file counts as unset', async () => {
  const source: Source = { GEMINI_API_KEY_FILE: await file('\n') };
  readSecretFiles(source);
  expect(source).toEqual({ GEMINI_API_KEY: '' });
});

test('what is no secret is not read from files', async () => {
  const source: Source = { PORT_FILE: await file('80'), TLS_KEY_FILE: '/etc/ssl/key.pem' };
  readSecretFiles(source);
  expect(source).toEqual({ PORT_FILE: path.join(folder, 'secret'), TLS_KEY_FILE: '/etc/ssl/key.pem' });
});

test('a file that cannot be read, or a secret that is given twice, is said by name, never with its value', async () => {
  const twice = { WORKER_TOKEN: 'one-token', WORKER_TOKEN_FILE: await file('another-token') };
  expect(() => readSecretFiles({ SOKO_SECRET_FILE: '/nowhere/secret' })).toThrow(/SOKO_SECRET_FILE: .*ENOENT/);
  expect(() => readSecretFiles(twice)).toThrow(/WORKER_TOKEN_FILE: .*WORKER_TOKEN/);
  expect(() => readSecretFiles(twice)).not.toThrow(/another-token|one-token/);
});
