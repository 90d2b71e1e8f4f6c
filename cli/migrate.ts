import { Command } from 'commander';
import { SokoError } from '@/lib/platform/errors';
import { migrate } from '@/lib/platform/migrate';
import { JSON_OUTPUT, type OutputOptions, readSettings, tell } from './connect';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'Brings the schema of DATABASE_URL up to this version, as the role that owns it. `npm run up` does so, too.',
    )
    .option(...JSON_OUTPUT)
    .action(async (options: OutputOptions) => {
      const { DATABASE_URL } = await readSettings();
      if (DATABASE_URL === undefined) throw NO_DATABASE;
      const applied = await migrate(DATABASE_URL);
      const lines = applied.map((name) => `applied ${name}`);
      tell(options, { applied }, lines.length > 0 ? lines : ['The schema is that of this version.']);
    });
}

const NO_DATABASE = new SokoError({
  code: 'no_database',
  message: 'DATABASE_URL is not set. The embedded database is migrated by `npm run up`.',
  status: 400,
});
