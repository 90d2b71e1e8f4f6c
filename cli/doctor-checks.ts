import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '@/lib/catalog/find-browser';
import { modelSource } from '@/lib/embedding/model-source';
import { openObjectStore } from '@/lib/media/open-object-store';
import { proveObjectStore } from '@/lib/media/prove-object-store';
import { openMailer } from '@/lib/notices/open-mailer';
import { createDatabase } from '@/lib/platform/db';
import type { Env } from '@/lib/platform/env';
import { asSokoError, SokoError } from '@/lib/platform/errors';
import { workerOrigin } from '@/lib/platform/inngest-addresses';
import { refuseTransactionPooler } from '@/lib/platform/transaction-pooler';
import { openReviewer } from '@/lib/quality/open-reviewer';
import { openVectorStore } from '@/lib/vectors/open-vector-store';
import { isPortFree } from '@/supervisor/free-port';
import { choosePostgresUser, findPostgres } from '@/supervisor/postgres/binaries';
import { readRunFile } from '@/supervisor/run-file';
import { wantsEmbeddedEngine } from '@/supervisor/system';
import { readSettings } from './connect';
import { checkContact, checkListing } from './market-checks';
import { checkPaused } from './paused-check';

const ANSWER_WITHIN_MS = 5_000;
const OLDEST_NODE = [20, 19] as const;

export interface Finding {
  what: string;
  /** note: worth knowing, nothing to mend. */
  state: 'ok' | 'note' | 'problem';
  detail: string;
  remedy?: string;
}

export interface Check {
  what: string;
  look(): Promise<Omit<Finding, 'what'>>;
}

const ok = (detail: string) => ({ state: 'ok' as const, detail });
const note = (detail: string, remedy?: string) => ({ state: 'note' as const, detail, ...(remedy ? { remedy } : {}) });
const problem = (detail: string, remedy: string) => ({ state: 'problem' as const, detail, remedy });

/** What there is to look at with these settings; only the settings themselves when they cannot be read. */
export async function checks(): Promise<Check[]> {
  const node: Check = { what: 'node', look: async () => checkNode(process.versions.node) };
  try {
    const settings = await readSettings();
    return [
      node,
      { what: 'settings', look: async () => checkSettings(settings) },
      { what: 'ports', look: () => checkPorts(settings) },
      { what: 'database', look: () => checkDatabase(settings) },
      { what: 'inngest', look: () => checkInngest(settings) },
      { what: 'browser', look: () => checkBrowser(settings) },
      { what: 'model', look: () => checkModel(settings) },
      { what: 'vectors', look: () => checkVectors(settings) },
      { what: 'images', look: () => checkImages(settings) },
      { what: 'reviewer', look: () => checkReviewer(settings) },
      { what: 'mail', look: () => checkMail(settings) },
      { what: 'paused', look: () => checkPaused(settings) },
      { what: 'listing', look: () => checkListing(settings) },
      { what: 'contact', look: async () => checkContact(settings) },
      { what: 'build', look: async () => checkBuild() },
    ];
  } catch (error) {
    const detail = error instanceof SokoError ? error.message : String(error);
    return [
      node,
      { what: 'settings', look: async () => problem(detail, 'mend these settings, then run doctor again') },
    ];
  }
}

function checkNode(version: string): Omit<Finding, 'what'> {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return isOld ? problem(`Node ${version}`, `install Node ${OLDEST_NODE.join('.')} or newer`) : ok(`Node ${version}`);
}

function checkSettings({ EXTRA_ALLOWED_HOSTS, SOKO_HOME }: Env): Omit<Finding, 'what'> {
  if (EXTRA_ALLOWED_HOSTS.length > 0) {
    return note(`EXTRA_ALLOWED_HOSTS opens ${EXTRA_ALLOWED_HOSTS.join(', ')}`, 'unset it outside tests and the demo');
  }
  return ok(`home is ${SOKO_HOME}`);
}

async function checkPorts({ PORT, WORKER_PORT, WORKER_HOST, SOKO_HOME }: Env): Promise<Omit<Finding, 'what'>> {
  const run = await readRunFile(SOKO_HOME);
  if (run !== undefined) return ok(`Soko is running: ${run.webUrl}, worker ${run.workerUrl}`);
  const taken = [
    (await isPortFree(PORT)) ? '' : `PORT ${PORT}`,
    (await isPortFree(WORKER_PORT, WORKER_HOST)) ? '' : `WORKER_PORT ${WORKER_PORT}`,
  ].filter(Boolean);
  if (taken.length === 0) return ok(`${PORT} and ${WORKER_PORT} are free`);
  return problem(`somebody else listens on ${taken.join(' and ')}`, 'stop it, or set these to other ports');
}

async function checkDatabase({ DATABASE_URL, SOKO_HOME }: Env): Promise<Omit<Finding, 'what'>> {
  if (DATABASE_URL === undefined) {
    await findPostgres(await choosePostgresUser(path.join(SOKO_HOME, 'postgres')));
    return ok('an embedded PostgreSQL is started by `npm run up`');
  }
  const database = createDatabase(DATABASE_URL, { max: 1 });
  try {
    await refuseTransactionPooler(DATABASE_URL);
    const { rows } = await database.pool.query<{ server_version: string }>('SHOW server_version');
    return ok(`PostgreSQL ${rows[0]?.server_version} answers`);
  } catch (error) {
    return problem(`no answer: ${messageOf(error)}`, 'look at DATABASE_URL, and whether that server runs');
  } finally {
    await database.close();
  }
}

async function checkInngest(settings: Env): Promise<Omit<Finding, 'what'>> {
  const { INNGEST_BASE_URL, INNGEST_SERVE_ORIGIN } = settings;
  if (wantsEmbeddedEngine(settings)) return ok('an embedded engine is started by `npm run up`');
  // Throws when the worker is nowhere that this server could call.
  const calls = `it calls web at ${INNGEST_SERVE_ORIGIN} and the worker at ${workerOrigin(settings)}`;
  if (INNGEST_BASE_URL === undefined) return note(`Inngest’s own cloud or dev server, as its SDK finds it; ${calls}`);
  const answer = await ask(INNGEST_BASE_URL);
  if (typeof answer === 'number') return ok(`${INNGEST_BASE_URL} answers; ${calls}`);
  return problem(`${INNGEST_BASE_URL}: ${answer}`, 'look at INNGEST_BASE_URL, and whether that server runs');
}

async function checkBrowser({ CHROMIUM_PATH, SOKO_HOME }: Env): Promise<Omit<Finding, 'what'>> {
  const { executablePath } = await findBrowser({
    chromiumPath: CHROMIUM_PATH,
    playwrightPath: chromium.executablePath(),
    unpackTo: path.join(SOKO_HOME, 'chromium'),
  });
  return ok(executablePath);
}

async function checkModel({ SIGLIP_MODEL, SIGLIP_DTYPE, SOKO_HOME }: Env): Promise<Omit<Finding, 'what'>> {
  const source = modelSource(SIGLIP_MODEL);
  if (source.kind === 'folder') {
    if (existsSync(path.join(source.folder, 'config.json'))) return ok(`${source.folder} (${SIGLIP_DTYPE})`);
    return problem(`${source.folder} holds no model`, 'put the model’s files there, or name another in SIGLIP_MODEL');
  }
  if (existsSync(path.join(SOKO_HOME, 'models', source.id))) return ok(`${source.id} (${SIGLIP_DTYPE}), downloaded`);
  const answer = await ask(`https://huggingface.co/${source.id}/resolve/main/config.json`);
  if (answer === 200) return ok(`${source.id} (${SIGLIP_DTYPE}) will be downloaded at first start`);
  return problem(
    `${source.id} cannot be downloaded: ${answer}`,
    'put its files in a folder and name that in SIGLIP_MODEL, or set SIGLIP_MODEL=tiny for the small one that ships',
  );
}

async function checkVectors(settings: Env): Promise<Omit<Finding, 'what'>> {
  const { MILVUS_ADDRESS, DATABASE_URL } = settings;
  if (MILVUS_ADDRESS === undefined) return ok('searched in PostgreSQL');
  const database = createDatabase(DATABASE_URL ?? 'postgresql://unused', { max: 1 });
  const store = await openVectorStore(settings, { pool: database.pool, space: 'doctor' });
  try {
    await store.ping();
    return ok(`Milvus answers at ${MILVUS_ADDRESS}`);
  } catch (error) {
    const { fault } = asSokoError(error);
    return problem(messageOf(error), fault?.remedy ?? 'look at MILVUS_ADDRESS and MILVUS_TOKEN');
  } finally {
    await store.close();
    await database.close();
  }
}

async function checkImages(settings: Env): Promise<Omit<Finding, 'what'>> {
  if (settings.S3_BUCKET === undefined) return ok(`kept in ${path.join(settings.SOKO_HOME, 'media')}`);
  try {
    await proveObjectStore(await openObjectStore(settings));
    return ok(`bucket ${settings.S3_BUCKET} stores, shows and removes`);
  } catch (error) {
    const { fault } = asSokoError(error);
    return problem(messageOf(error), fault?.remedy ?? 'look at S3_BUCKET, S3_ENDPOINT, S3_REGION and the AWS keys');
  }
}

export async function checkReviewer(settings: Parameters<typeof openReviewer>[0]): Promise<Omit<Finding, 'what'>> {
  if (settings.GEMINI_API_KEY === undefined) {
    return note(
      'no GEMINI_API_KEY: every product waits for a moderator',
      'set it to have most of them reviewed by Gemini',
    );
  }
  try {
    const reviewer = await openReviewer(settings);
    const { model, note: toKnow } = await reviewer.ping({ signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return toKnow === null ? ok(`${model} answers`) : note(toKnow);
  } catch (error) {
    const fault = error instanceof SokoError ? error.fault : undefined;
    return problem(messageOf(error), fault?.remedy ?? 'look at GEMINI_BASE_URL and the network');
  }
}

/** Signs in at the server, and sends nothing. */
export async function checkMail(settings: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>): Promise<Omit<Finding, 'what'>> {
  const mailer = openMailer(settings);
  if (mailer === null) return note('no SMTP_URL: sellers read what happened on their page only');
  try {
    await mailer.ping();
    return ok(`the mail server takes mails from ${settings.MAIL_FROM}`);
  } catch (error) {
    return problem(messageOf(error), 'look at SMTP_URL: host, port, user and password');
  } finally {
    mailer.close();
  }
}

function checkBuild(): Omit<Finding, 'what'> {
  if (existsSync('.next/BUILD_ID') && existsSync('dist/worker.js'))
    return ok('there is a build; `npm run up` renews it when it is old');
  return note('not built yet; `npm run up` does it');
}

/** The status, or why there was no answer. */
async function ask(url: string, headers: Record<string, string> = {}): Promise<number | string> {
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    return messageOf(error instanceof Error && error.cause ? error.cause : error);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
