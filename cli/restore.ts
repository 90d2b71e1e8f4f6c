import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { forgetIndexes, forgetPictures } from '@/lib/backup/after-restore';
import { copyPictures, listPictures } from '@/lib/backup/copy-pictures';
import { loadDatabase } from '@/lib/backup/load-database';
import { type Manifest, readManifest } from '@/lib/backup/manifest';
import { shownPictures } from '@/lib/picture-move/moved-rows';
import { createDatabase, type Database } from '@/lib/platform/db';
import type { Env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { repairIndex } from '@/lib/products/repair-index';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { readOrMakeSecrets, secretsFile } from '@/supervisor/secrets-file';
import { withStandingDatabase } from '@/supervisor/standing-database';
import { tableLines } from './backup';
import { JSON_OUTPUT, OF_COMMANDS, type OutputOptions, readSettings, tell } from './connect';

interface Restored {
  forgotten: number;
  indexed: number | null;
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'Makes an empty SOKO_HOME (or the empty database of DATABASE_URL, too) what it was when the backup was made.',
    )
    .argument('<folder>', 'as `soko backup` made it')
    .option(...JSON_OUTPUT)
    .action((folder: string, options: OutputOptions) => restores(path.resolve(folder), options));
}

async function restores(folder: string, options: OutputOptions): Promise<void> {
  const manifest = await readManifest(folder);
  const settings = await readSettings();
  const { SOKO_HOME: home, DATABASE_URL: ownDatabase } = settings;
  await makeEmptyHome(home);
  const media = path.join(folder, 'media');
  const pictures = await copyPictures(await listPictures(media), { from: media, to: path.join(home, 'media') });
  const load = (url: string) => fill(url, { folder, manifest, settings, options });
  const hasSecrets = existsSync(secretsFile(folder));
  const secrets = hasSecrets ? await readOrMakeSecrets(folder) : await readOrMakeSecrets(home);
  const { forgotten, indexed } =
    ownDatabase === undefined ? await withStandingDatabase(home, secrets, load) : await load(ownDatabase);
  // Last: what was ended before it opens no database, and so is not taken for a whole system.
  if (hasSecrets) {
    await copyFile(secretsFile(folder), secretsFile(home));
    await chmod(secretsFile(home), 0o600);
  }
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  tell(options, { home, madeAt: manifest.madeAt, rows, pictures: pictures.files, forgotten, indexed }, [
    `${rows} rows and ${pictures.files} pictures of ${manifest.madeAt} are in ${home}.`,
    ...(forgotten > 0 ? [`${forgotten} products show WhatsApp’s pictures until the next heartbeat.`] : []),
    indexed === null ? 'The vector index is filled within minutes of the start.' : `${indexed} products can be found.`,
    ...(hasSecrets ? [] : ['It came without secrets.json: set SOKO_SECRET to the one it was made with.']),
    'Shops that were erased since are back: erase them again. Then: npm run up',
  ]);
}

interface Filling {
  folder: string;
  manifest: Manifest;
  settings: Env;
  options: OutputOptions;
}

async function fill(databaseUrl: string, { folder, manifest, settings, options }: Filling): Promise<Restored> {
  const onTable = tableLines(options);
  await loadDatabase(databaseUrl, { folder, manifest, migrationsDir: 'prisma/migrations', onTable });
  const database = createDatabase(databaseUrl, OF_COMMANDS);
  try {
    await forgetIndexes(database.prisma);
    const forgotten = await forgetLost(database, settings);
    return { forgotten, indexed: await fillIndex(database, settings) };
  } finally {
    await database.close();
  }
}

/** Pictures that products name and that are not there. */
async function forgetLost({ prisma }: Database, settings: Env): Promise<number> {
  let forgotten = 0;
  for await (const pictures of shownPictures(prisma, { place: 'folder', limit: 500 })) {
    const lost = pictures.flatMap(({ url }) => (existsSync(path.join(settings.SOKO_HOME, url)) ? [] : [url]));
    forgotten += await forgetPictures(prisma, lost);
  }
  return forgotten;
}

/** How many products are in the index; null: what holds it is away, and the sweep fills it later. */
async function fillIndex({ prisma, pool }: Database, settings: Env): Promise<number | null> {
  const space = await readSpaceInUse(prisma);
  if (space === null) return 0;
  const { openVectorStore } = await import('@/lib/vectors/open-vector-store');
  const vectors = await openVectorStore(settings, { pool, space });
  try {
    await repairIndex({ db: prisma, vectors, listingPolicy: settings.LISTING_POLICY }, { full: true });
    return await vectors.count();
  } catch {
    return null;
  } finally {
    await vectors.close();
  }
}

/** Errors: `home_not_empty`. */
async function makeEmptyHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  if ((await readdir(home)).length === 0) return;
  const message = `${home} is not empty. Name an empty folder in SOKO_HOME, or move away what is in this one.`;
  throw new SokoError({ code: 'home_not_empty', message, status: 409 });
}
