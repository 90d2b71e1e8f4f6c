import { expect, test } from 'vitest';
import { readEnv } from '@/lib/platform/env';
import { readArguments } from './arguments';
import { openNamedReviewer } from './reviewers';

test('asks nobody unless told to', () => {
  expect(readArguments([])).toEqual({ reviewer: 'kept', limit: 100, out: '.cache/eval-qc.json' });
  expect(readArguments(['--help'])).toBe('help');
});

test.each([
  [['--reviewer', 'gpt'], /^--reviewer: .*\(npm run eval:qc -- --help\)$/],
  [['--limit', '0'], /^--limit: /],
  [['--limit', 'many'], /^--limit: /],
  [['--all'], /^Unknown option '--all'/],
  [['export.jsonl'], /^Unexpected argument 'export.jsonl'/],
])('%j is one line that says so', (args, message) => {
  const refused = () => readArguments(args);
  expect(refused).toThrow(message);
  expect(refused).toThrow(/^[^\n]*$/);
});

test('without a key Gemini is not asked, and the message says what to do', async () => {
  await expect(openNamedReviewer('gemini', readEnv({}), undefined)).rejects.toThrow(/GEMINI_API_KEY is not set/);
});

test('a model can be named', async () => {
  const settings = readEnv({ GEMINI_API_KEY: 'key' });
  const { reviewer } = await openNamedReviewer('gemini', settings, 'gemini-other');
  expect(reviewer?.name).toBe('gemini-other');
});
