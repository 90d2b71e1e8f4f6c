import { existsSync } from 'node:fs';
import { debuglog } from 'node:util';
import { Command, CommanderError } from 'commander';
import { SokoError } from '@/lib/platform/errors';
import { visibleText } from '@/lib/platform/visible-text';
import { backupCommand } from './backup';
import { say } from './connect';
import { doctorCommand } from './doctor';
import { heartbeatCommand, reindexCommand, replayCommand } from './maintenance';
import { mediaCommand } from './media';
import { migrateCommand } from './migrate';
import { modelCommand } from './model';
import { pauseCommand, resumeCommand } from './pauses';
import { restoreCommand } from './restore';
import { sellersCommand } from './sellers';
import { statusCommand } from './status';
import { syncCommand } from './sync';
import { usersCommand } from './users';

/** Something is wrong with the system; with what was typed. */
const FAILED = 1;
const WRONG_INPUT = 2;
const trace = debuglog('soko');

/** `npm run soko -- …`: the operator's commands, on the running system or on the one that the environment names. */
const program = new Command('soko')
  .description('Operates Soko: the system that runs on SOKO_HOME, or the one that the environment names.')
  .addCommand(statusCommand())
  .addCommand(syncCommand())
  .addCommand(heartbeatCommand())
  .addCommand(reindexCommand())
  .addCommand(migrateCommand())
  .addCommand(modelCommand())
  .addCommand(mediaCommand())
  .addCommand(replayCommand())
  .addCommand(pauseCommand())
  .addCommand(resumeCommand())
  .addCommand(usersCommand())
  .addCommand(sellersCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(doctorCommand());

throughout(program);
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await program.parseAsync();
} catch (error) {
  process.exitCode = tellOf(error);
}

/** Settings are not handed down to commands that were made elsewhere. */
function throughout(command: Command): void {
  command.exitOverride();
  // One line, whatever commander would add to it.
  command.configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) });
  for (const one of command.commands) throughout(one);
}

/** Says what went wrong in one line, and returns the exit code. */
function tellOf(error: unknown): number {
  // Commander has told it already; help was asked for, or is the answer to no command at all.
  if (error instanceof CommanderError) return error.exitCode === 0 || error.code === 'commander.help' ? 0 : WRONG_INPUT;
  const json = process.argv.includes('--json');
  const { code, message, status } = asTold(error);
  if (json) say(JSON.stringify({ error: { code, message } }));
  else process.stderr.write(`${oneLine(message)}\n`);
  return status >= 400 && status < 500 ? WRONG_INPUT : FAILED;
}

function asTold(error: unknown): { code: string; message: string; status: number } {
  if (error instanceof SokoError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // The stack is for whoever asks for it: an operator can do nothing with it.
  trace('%s', error instanceof Error ? error.stack : error);
  return {
    code: 'unexpected',
    message: `Unexpected: ${message || String(error)} (NODE_DEBUG=soko says where)`,
    status: 500,
  };
}

function oneLine(text: string): string {
  return visibleText(text.trim().replace(/\s*\n\s*/g, ' '));
}
