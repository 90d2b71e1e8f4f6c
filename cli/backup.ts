import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { copyPictures } from '@/lib/backup/copy-pictures';
import { dumpDatabase } from '@/lib/backup/dump-database';
import { type DumpedTable, type Manifest, manifestFile } from '@/lib/backup/manifest';
import type { Env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { writePrivateJson } from '@/supervisor/run-file';
import { secretsFile } from '@/supervisor/secrets-file';
import { type Connection, JSON_OUTPUT, type OutputOptions, tell, withConnectionEvenStanding } from './connect';

export function backupCommand(): Command {
  return new Command('backup')
    .description('Puts everything that cannot be made anew into an empty folder, while the system runs or stands.')
    .argument('<folder>', 'is made; elsewhere than on the disk of SOKO_HOME')
    .option(...JSON_OUTPUT)
    .action((folder: string, options: OutputOptions) =>
      withConnectionEvenStanding((connection) => backs(connection, path.resolve(folder), options)),
    );
}

async function backs({ settings }: Connection, folder: string, options: OutputOptions): Promise<void> {
  await makeEmptyFolder(folder);
  const { DATABASE_URL: databaseUrl = '', SOKO_HOME: home } = settings;
  // The rows first: pictures are named by their content, so those that come later do no harm.
  const { pictures, ...database } = await dumpDatabase(databaseUrl, { folder, onTable: tableLines(options) });
  const { missing, ...copied } = await copyPictures(pictures, {
    from: path.join(home, 'media'),
    to: path.join(folder, 'media'),
  });
  const hasSecrets = existsSync(secretsFile(home));
  if (hasSecrets) await copyFile(secretsFile(home), secretsFile(folder));
  const manifest: Manifest = { format: 1, madeAt: new Date().toISOString(), ...database, pictures: copied };
  // Last: with it, the folder is a backup.
  await writePrivateJson(manifestFile(folder), manifest);
  const rows = database.tables.reduce((sum, table) => sum + table.rows, 0);
  const notHeld = whatItDoesNotHold(settings, hasSecrets);
  tell(options, { folder, rows, pictures: copied.files, bytes: copied.bytes, missing, secrets: hasSecrets, notHeld }, [
    `${rows} rows and ${copied.files} pictures are in ${folder}.`,
    ...(missing.length > 0 ? [`${missing.length} pictures were deleted meanwhile, or are lost.`] : []),
    ...(hasSecrets ? [SECRET] : []),
    ...notHeld.map((line) => `Not in it: ${line}`),
  ]);
}

const SECRET =
  'IT HOLDS THE KEYS of this system (secrets.json) and all that people entrusted to it: whoever reads it can sign in ' +
  'as anybody. Only you may read it now; keep it so wherever you take it.';

function whatItDoesNotHold(settings: Env, hasSecrets: boolean): string[] {
  const { S3_BUCKET, WHATSAPP_PROFILE_DIR, INNGEST_BASE_URL, SOKO_HOME } = settings;
  return [
    'settings (.env, the environment): keep a copy of them with their keys.',
    ...(hasSecrets ? [] : [`secrets: there is no ${secretsFile(SOKO_HOME)}. Keep SOKO_SECRET: phone hashes need it.`]),
    ...(S3_BUCKET === undefined
      ? []
      : [`what is in the bucket ${S3_BUCKET}: copy that with its own tools (aws s3 sync, rclone), after this.`]),
    'vector indexes (PostgreSQL’s, Milvus’): restore fills them from the vectors that are in it.',
    ...(INNGEST_BASE_URL === undefined
      ? []
      : ['events and runs of the engine or Inngest: the sweep sends on what waits.']),
    'downloaded models: they are downloaded again.',
    ...(WHATSAPP_PROFILE_DIR === undefined ? [] : [`the Scout’s profile, ${WHATSAPP_PROFILE_DIR}.`]),
  ];
}

/** For its owner's eyes only. Errors: `folder_not_empty`. */
async function makeEmptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length === 0) return;
  const message = `${folder} is not empty. Name a folder that is not there yet.`;
  throw new SokoError({ code: 'folder_not_empty', message, status: 409 });
}

/** A line for each table that took a while. */
export function tableLines(options: OutputOptions): (table: DumpedTable) => void {
  return ({ name, rows }) => {
    if (!options.json && rows > 0) tell({}, null, [`${name}: ${rows} rows`]);
  };
}
