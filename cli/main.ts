import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { SokoError } from '@/lib/platform/errors';
import { visibleLines } from '@/lib/platform/visible-text';
import { doctorCommand } from './doctor';
import { heartbeatCommand, reindexCommand, replayCommand } from './maintenance';
import { sellersCommand } from './sellers';
import { syncCommand } from './sync';
import { usersCommand } from './users';

/** `npm run soko -- …`: the operator's commands, on the running system or on the one that the environment names. */
const program = new Command('soko')
  .description('Operates Soko: the system that runs on SOKO_HOME, or the one that the environment names.')
  .addCommand(syncCommand())
  .addCommand(heartbeatCommand())
  .addCommand(reindexCommand())
  .addCommand(replayCommand())
  .addCommand(usersCommand())
  .addCommand(sellersCommand())
  .addCommand(doctorCommand())
  .showHelpAfterError();

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await program.parseAsync();
} catch (error) {
  const isTold = error instanceof SokoError;
  const text = error instanceof Error ? (isTold ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${visibleLines(text)}\n`);
  process.exitCode = 1;
}
