import path from 'node:path';
import type { Inngest } from 'inngest';
import { openInngestClient } from '@/inngest/client';
import { createDatabase, type Database } from '@/lib/platform/db';
import { type Env, readEnv } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { createLogger, type Logger } from '@/lib/platform/logger';
import { readSecretFiles } from '@/lib/platform/secret-files';
import { deriveKey, type SecretPurpose } from '@/lib/platform/secrets';
import { visibleLines, visibleText } from '@/lib/platform/visible-text';
import { readRunFile } from '@/supervisor/run-file';
import { readOrMakeSecrets } from '@/supervisor/secrets-file';
import { hasEmbeddedDatabase, withStandingDatabase } from '@/supervisor/standing-database';

/** Few connections, and all the time that a look through everything takes. */
export const OF_COMMANDS = { max: 3, answeredWithinMs: 3_600_000 };

/** What commands work with. */
export interface Connection {
  settings: Env;
  database: Database;
  inngest: Inngest;
  logger: Logger;
  key(purpose: SecretPurpose): Buffer;
}

/** The settings of the running system, overridden by this command's own environment. */
export async function readSettings(source: Record<string, string | undefined> = process.env): Promise<Env> {
  const own = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  readSecretFiles(own);
  const home = path.resolve(readEnv({ SOKO_HOME: own.SOKO_HOME }).SOKO_HOME);
  const run = await readRunFile(home);
  return readEnv({ ...run?.environment, ...own, SOKO_HOME: home });
}

type Work<T> = (connection: Connection) => Promise<T>;

/** Runs a command's work on the system and lets go of it afterwards. Errors: `not_running`. */
export async function withConnection<T>(work: Work<T>): Promise<T> {
  return connected(await readSettings(), work);
}

/** The same on a system that stands still, with its PostgreSQL started for it. Errors: `not_running`. */
export async function withConnectionEvenStanding<T>(work: Work<T>): Promise<T> {
  const settings = await readSettings();
  const home = settings.SOKO_HOME;
  if (settings.DATABASE_URL !== undefined || !hasEmbeddedDatabase(home)) return connected(settings, work);
  const secrets = await readOrMakeSecrets(home);
  const SOKO_SECRET = settings.SOKO_SECRET ?? secrets.sokoSecret;
  return withStandingDatabase(home, secrets, (url) => connected({ ...settings, SOKO_SECRET, DATABASE_URL: url }, work));
}

async function connected<T>(settings: Env, work: Work<T>): Promise<T> {
  if (settings.DATABASE_URL === undefined) throw notRunning(settings.SOKO_HOME);
  const { SOKO_SECRET } = settings;
  if (SOKO_SECRET === undefined) throw notRunning(settings.SOKO_HOME);
  const logger = createLogger({ name: 'cli', level: settings.LOG_LEVEL === 'info' ? 'warn' : settings.LOG_LEVEL });
  const database = createDatabase(settings.DATABASE_URL, OF_COMMANDS);
  try {
    return await work({
      settings,
      database,
      logger,
      inngest: openInngestClient('soko-web', settings, logger),
      key: (purpose) => deriveKey(purpose, SOKO_SECRET),
    });
  } finally {
    await database.close();
  }
}

function notRunning(home: string): SokoError {
  return new SokoError({
    code: 'not_running',
    message:
      `No Soko runs on ${home}. Start it with \`npm run up\` (or the demo with \`npm run demo\`, then ` +
      'SOKO_HOME=.soko-demo here), or set DATABASE_URL, SOKO_SECRET and the settings of Inngest ' +
      'to those of the system you mean.',
  });
}

/** What others wrote (titles, problems, links) goes in as `visibleText`: this lets several lines through. */
export function say(text: string): void {
  process.stdout.write(`${visibleLines(text)}\n`);
}

/** The option that every command has. */
export const JSON_OUTPUT = ['--json', 'print JSON'] as const;

export interface OutputOptions {
  json?: boolean;
}

/** What a command found or did: for a person in lines, for a script as JSON. */
export function tell({ json = false }: OutputOptions, data: unknown, lines: readonly string[]): void {
  if (json) say(JSON.stringify(data, null, 2));
  else for (const line of lines) say(visibleText(line));
}
