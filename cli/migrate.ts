import { Command } from 'commander';
import { requireSetting } from '@/lib/platform/env';
import { migrate } from '@/lib/platform/migrate';
import { JSON_OUTPUT, type OutputOptions, readSettings, tell } from './connect';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Brings the database up to this version, where no `npm run up` does; safe to be given again.')
    .option(...JSON_OUTPUT)
    .action(async (options: OutputOptions) => {
      const applied = await migrate(requireSetting('DATABASE_URL', await readSettings()));
      const lines = applied.length === 0 ? ['The database is up to date.'] : applied.map((name) => `Applied ${name}.`);
      tell(options, { applied }, lines);
    });
}
