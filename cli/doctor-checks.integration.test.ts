import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startSmtp } from '@/e2e/support/start-smtp';
import type { TroubleName } from '@/e2e/world/gemini/troubles';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { startWorld, type World } from '@/e2e/world/world';
import { checkMail, checkReviewer } from './doctor-checks';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => void world.control({ do: 'quirks-off' }));
afterAll(() => world.close());

const settings = (changed: Partial<Parameters<typeof checkReviewer>[0]> = {}) => ({
  ...{ GEMINI_API_KEY: world.geminiApiKey, GEMINI_MODEL: 'gemini-test', GEMINI_BASE_URL: world.geminiBaseUrl },
  ...changed,
});
const meet = (quirk: QuirkInput['quirk']) =>
  world.control({ do: 'quirk', on: 'gemini', quirk } as QuirkInput & { do: 'quirk' });

test('a reviewer that answers is fine', async () => {
  expect(await checkReviewer(settings())).toEqual({ state: 'ok', detail: 'gemini-test answers' });
});

test('none is worth knowing', async () => {
  const detail = expect.stringContaining('every product waits for a moderator');
  expect(await checkReviewer(settings({ GEMINI_API_KEY: undefined }))).toMatchObject({ state: 'note', detail });
});

test('a wrong key is a problem, told without the key', async () => {
  const finding = await checkReviewer(settings({ GEMINI_API_KEY: 'AIza-some-other-key' }));
  expect(finding).toMatchObject({
    state: 'problem',
    detail: expect.stringContaining('API key not valid'),
    remedy: expect.stringContaining('GEMINI_API_KEY'),
  });
  expect(JSON.stringify(finding)).not.toContain('AIza-some-other-key');
});

test.each<[TroubleName, RegExp, RegExp]>([
  ['expired-key', /API key expired/, /GEMINI_API_KEY/],
  ['leaked-key', /reported as leaked/, /new key.*GEMINI_API_KEY/],
  ['retired-model', /no longer available/, /GEMINI_MODEL/],
  ['location', /location is not supported/, /elsewhere/],
])('%s is a problem, in Google’s words, with what to do', async (as, said, todo) => {
  meet({ kind: 'trouble', as });
  const finding = await checkReviewer(settings());
  expect(finding).toEqual({
    state: 'problem',
    detail: expect.stringMatching(said),
    remedy: expect.stringMatching(todo),
  });
});

test('a model that is to end works, and says when and what to set instead', async () => {
  meet({ kind: 'leaving', at: '2027-01-31T00:00:00Z' });
  expect(await checkReviewer(settings())).toEqual({
    state: 'note',
    detail: expect.stringMatching(/gemini-test ends on 2027-01-31: set GEMINI_MODEL to gemini-\S+\.$/),
  });
});

test('so does one of which Google’s list says so', async () => {
  const detail = expect.stringMatching(/gemini-2\.5-flash ends on 2026-12-01: set GEMINI_MODEL/);
  expect(await checkReviewer(settings({ GEMINI_MODEL: 'gemini-2.5-flash' }))).toEqual({ state: 'note', detail });
});

test('an address without a server is a problem', async () => {
  expect(await checkReviewer(settings({ GEMINI_BASE_URL: 'http://127.0.0.1:1' }))).toMatchObject({
    state: 'problem',
    remedy: expect.stringContaining('GEMINI_BASE_URL'),
  });
});

test('a mail server that answers is fine, and is sent nothing; none is worth knowing', async () => {
  const smtp = await startSmtp();
  const finding = await checkMail({ SMTP_URL: smtp.url, MAIL_FROM: 'soko@soko.example' });
  expect(finding).toEqual({ state: 'ok', detail: 'the mail server takes mails from soko@soko.example' });
  expect(smtp.mails).toEqual([]);
  await smtp.close();
  expect(await checkMail({ SMTP_URL: undefined, MAIL_FROM: undefined })).toMatchObject({ state: 'note' });
});

test('one that does not is a problem, told without the password', async () => {
  const settings = { SMTP_URL: 'smtp://soko:a-long-password@127.0.0.1:1', MAIL_FROM: 'soko@soko.example' };
  const finding = await checkMail(settings);
  expect(finding).toMatchObject({ state: 'problem', remedy: expect.stringContaining('SMTP_URL') });
  expect(JSON.stringify(finding)).not.toContain('a-long-password');
});
