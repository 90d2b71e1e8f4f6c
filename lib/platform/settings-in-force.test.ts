import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENV_NAMES, readEnv } from './env';
import { settingTexts } from './setting-texts';
import { isSecret, settingsInForce } from './settings-in-force';

const MARK = 'neverToBeShown';
const LONG = `${MARK}${'x'.repeat(32)}`;

const GIVEN = {
  ...{ SOKO_SECRET: LONG, WORKER_TOKEN: LONG, METRICS_TOKEN: LONG, MILVUS_TOKEN: `root:${LONG}` },
  ...{ INNGEST_EVENT_KEY: LONG, INNGEST_SIGNING_KEY: LONG, GEMINI_API_KEY: LONG },
  ...{ AWS_ACCESS_KEY_ID: LONG, AWS_SECRET_ACCESS_KEY: LONG, AWS_SESSION_TOKEN: LONG },
  DATABASE_URL: `postgresql://soko:${LONG}@db.example:5432/soko?sslmode=require&password=${LONG}`,
  SMTP_URL: `smtp://soko:${LONG}@mail.example:587`,
  MAIL_FROM: 'Soko <soko@example.com>',
  INNGEST_DEV: '1',
  ...{ LISTING_POLICY: 'proven', HYDRATE_USER_AGENTS: 'one|two', PORT: '4000', REVISIT_CRON: 'off' },
};
const shown = settingsInForce(readEnv(GIVEN), (name) => name in GIVEN);
const of = (name: string) => shown.find((setting) => setting.name === name);

describe('settings in force', () => {
  test('are all there', () => {
    expect(shown.map(({ name }) => name)).toEqual(ENV_NAMES);
  });

  test('never hold a secret’s value', () => {
    expect(JSON.stringify(shown)).not.toContain(MARK);
    for (const name of ['SOKO_SECRET', 'AWS_SESSION_TOKEN', 'GEMINI_API_KEY', 'METRICS_TOKEN'])
      expect(of(name)).toMatchObject({ secret: true, given: true, value: '••••••••' });
  });

  test('of an address keep where it leads and who signs in there', () => {
    expect(of('DATABASE_URL')?.value).toBe(
      'postgresql://soko:••••••••@db.example:5432/soko?sslmode=••••••••&password=••••••••',
    );
    expect(of('SMTP_URL')?.value).toBe('smtp://soko:••••••••@mail.example:587');
    expect(of('PUBLIC_URL')?.value).toBe('http://localhost:4000');
  });

  test('say what is a default, what was given, what is off and what is not set', () => {
    expect(of('LISTING_POLICY')).toMatchObject({ value: 'proven', given: true });
    expect(of('LOG_LEVEL')).toMatchObject({ value: 'info', given: false });
    expect(of('HYDRATE_USER_AGENTS')).toMatchObject({ value: 'one\ntwo' });
    expect(of('REVISIT_CRON')).toMatchObject({ value: 'off' });
    expect(of('CHROMIUM_PATH')).toMatchObject({ value: null, given: false });
  });

  test('that are named as secrets are', () => {
    expect(isSecret('NEW_API_KEY')).toBe(true);
    expect(isSecret('SOME_PASSWORD')).toBe(true);
    expect(isSecret('HEARTBEAT_CRON')).toBe(false);
  });
});

test('.env.example says of each setting what it is for', () => {
  const texts = settingTexts(readFileSync('.env.example', 'utf8'));
  expect([...texts.keys()].sort()).toEqual([...ENV_NAMES].sort());
  expect(texts.get('LISTING_POLICY')).toEqual({
    group: 'Marketplace',
    text: "Whose approved products go live: open (everybody's), proven (ownership shown) or approved (by an admin).",
  });
  // One comment about two.
  expect(texts.get('PUBLIC_URL')).toEqual(texts.get('PORT'));
  for (const { group } of texts.values()) expect(group).not.toBe('');
});
