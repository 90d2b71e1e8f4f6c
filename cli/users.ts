import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Argument, Command, Option } from 'commander';
import { ROLES, type Role } from '@/lib/platform/auth-roles';
import {
  changeRole,
  createUser,
  listUsers,
  removeUser,
  resetTwoFactor,
  setPassword,
  signOutUser,
} from '@/lib/platform/auth-users';
import { JSON_OUTPUT, type OutputOptions, tell, withConnection } from './connect';

interface CreateOptions extends OutputOptions {
  email: string;
  role: Role;
  name?: string;
  password?: string;
  passwordStdin?: boolean;
}

const ON_THE_COMMAND_LINE =
  'A password on the command line can be read by everybody on this machine (ps, the shell’s history). ' +
  'Use --password-stdin.\n';
const PASSWORD_STDIN = 'reads the password, of at least 12 characters, from standard input';

/** `reset` and `revoke` are what others call `password` and `sign-out`. */
export function usersCommand(): Command {
  return new Command('users')
    .description('Who may sign in.')
    .addCommand(create())
    .addCommand(list())
    .addCommand(role())
    .addCommand(remove())
    .addCommand(password())
    .addCommand(signOut())
    .addCommand(totpOff());
}

function create(): Command {
  return (
    new Command('create')
      .description('Makes somebody who may sign in. Without a password one is made, and shown once.')
      .requiredOption('--email <email>')
      .addOption(new Option('--role <role>').choices([...ROLES]).makeOptionMandatory())
      .option('--name <name>')
      .option('--password-stdin', PASSWORD_STDIN)
      // Kept for scripts that have it.
      .addOption(new Option('--password <password>').hideHelp().conflicts('passwordStdin'))
      .option(...JSON_OUTPUT)
      .action(async (options: CreateOptions) => {
        if (options.password !== undefined) process.stderr.write(ON_THE_COMMAND_LINE);
        const given = options.passwordStdin ? await readSecret('Password: ') : options.password;
        await withConnection(async ({ database }) => {
          const { id, email, role, password } = await createUser(database.prisma, { ...options, password: given });
          const made = given === undefined;
          tell(options, { id, email, role, ...(made ? { password } : {}) }, [
            `${email} may sign in as ${role}.`,
            ...(made ? [`Password (shown this once): ${password}`] : []),
          ]);
        });
      })
  );
}

function list(): Command {
  return new Command('list')
    .description('Shows who may sign in.')
    .option(...JSON_OUTPUT)
    .action((options: OutputOptions) =>
      withConnection(async ({ database }) => {
        const users = await listUsers(database.prisma);
        tell(options, users, users.map(inWords));
      }),
    );
}

function inWords({ email, role, twoFactor, lastSignInAt }: Awaited<ReturnType<typeof listUsers>>[number]): string {
  const last = lastSignInAt === null ? 'never signed in' : `last signed in ${lastSignInAt}`;
  return `${email}  ${role}  ${last}${twoFactor ? '  with an app' : ''}`;
}

function role(): Command {
  return new Command('role')
    .description('Makes somebody an admin or a moderator, from their next request on. The last admin stays one.')
    .argument('<email>')
    .addArgument(new Argument('<role>').choices([...ROLES]))
    .option(...JSON_OUTPUT)
    .action((email: string, wanted: Role, options: OutputOptions) =>
      withConnection(async ({ database }) => {
        const done = await changeRole(database.prisma, { email, role: wanted });
        tell(options, done, [`${done.email} is ${done.role}${done.changed ? ' from now on' : ' already'}.`]);
      }),
    );
}

function remove(): Command {
  return new Command('remove')
    .description('Takes somebody’s access, at once and for good. What they decided stays.')
    .argument('<email>')
    .option('--force', 'the last admin, too')
    .option(...JSON_OUTPUT)
    .action((email: string, options: OutputOptions & { force?: boolean }) =>
      withConnection(async ({ database }) => {
        const removed = await removeUser(database.prisma, email, options);
        tell(options, removed, [`${removed.email} may not sign in any more.`]);
      }),
    );
}

function password(): Command {
  return new Command('password')
    .alias('reset')
    .description('Gives somebody a new password and signs them out everywhere. Without one it is made, and shown once.')
    .argument('<email>')
    .option('--password-stdin', PASSWORD_STDIN)
    .option(...JSON_OUTPUT)
    .action(async (email: string, options: OutputOptions & { passwordStdin?: boolean }) => {
      const given = options.passwordStdin ? await readSecret('New password: ') : undefined;
      await withConnection(async ({ database }) => {
        const changed = await setPassword(database.prisma, { email, password: given });
        const { password: made, ...told } = changed;
        tell(options, given === undefined ? changed : told, [
          `${changed.email} has a new password. ${ended(changed.sessionsEnded)}`,
          ...(given === undefined ? [`Password (shown this once): ${made}`] : []),
        ]);
      });
    });
}

function signOut(): Command {
  return new Command('sign-out')
    .alias('revoke')
    .description('Ends all of somebody’s sessions. They may sign in again.')
    .argument('<email>')
    .option(...JSON_OUTPUT)
    .action((email: string, options: OutputOptions) =>
      withConnection(async ({ database }) => {
        const done = await signOutUser(database.prisma, email);
        tell(options, done, [`${done.email} is signed out. ${ended(done.sessionsEnded)}`]);
      }),
    );
}

function totpOff(): Command {
  return new Command('totp-off')
    .description('For who has lost their authenticator app: the password alone signs in again. Ends all sessions.')
    .argument('<email>')
    .option(...JSON_OUTPUT)
    .action((email: string, options: OutputOptions) =>
      withConnection(async ({ database }) => {
        const done = await resetTwoFactor(database.prisma, email);
        tell(options, done, [`${done.email} signs in without a code until they set up an app again.`]);
      }),
    );
}

const ended = (sessions: number): string =>
  sessions === 1 ? '1 session ended.' : `${sessions === 0 ? 'No' : sessions} sessions ended.`;

/** One line from standard input; typed, it is not shown. */
async function readSecret(question: string): Promise<string> {
  const isTyped = process.stdin.isTTY === true;
  if (isTyped) process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: isTyped });
  try {
    for await (const line of terminal) return line;
    return '';
  } finally {
    terminal.close();
    if (isTyped) process.stderr.write('\n');
  }
}
