import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Command, Option } from 'commander';
import { ROLES, type Role } from '@/lib/platform/auth-roles';
import { createUser, listUsers, removeUser, setPassword, signOutUser } from '@/lib/platform/auth-users';
import { visibleText } from '@/lib/platform/visible-text';
import { say, withConnection } from './connect';

interface CreateOptions {
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

export function usersCommand(): Command {
  return new Command('users')
    .description('Who may sign in.')
    .addCommand(create())
    .addCommand(list())
    .addCommand(remove())
    .addCommand(password())
    .addCommand(signOut());
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
      .action(async (options: CreateOptions) => {
        if (options.password !== undefined) process.stderr.write(ON_THE_COMMAND_LINE);
        const given = options.passwordStdin ? await readSecret('Password: ') : options.password;
        await withConnection(async ({ database }) => {
          const made = await createUser(database.prisma, { ...options, password: given });
          say(`${made.email} may sign in as ${made.role}.`);
          if (given === undefined) say(`Password (shown this once): ${made.password}`);
        });
      })
  );
}

function list(): Command {
  return new Command('list').description('Shows who may sign in.').action(() =>
    withConnection(async ({ database }) => {
      for (const { email, role, lastSignInAt } of await listUsers(database.prisma)) {
        const last = lastSignInAt === null ? 'never signed in' : `last signed in ${lastSignInAt}`;
        say(visibleText(`${email}  ${role}  ${last}`));
      }
    }),
  );
}

function remove(): Command {
  return new Command('remove')
    .description('Takes somebody’s access, at once and for good. What they decided stays.')
    .argument('<email>')
    .option('--force', 'the last admin, too')
    .action((email: string, options: { force?: boolean }) =>
      withConnection(async ({ database }) => {
        const removed = await removeUser(database.prisma, email, options);
        say(`${removed.email} may not sign in any more.`);
      }),
    );
}

function password(): Command {
  return new Command('password')
    .description('Gives somebody a new password and signs them out everywhere. Without one it is made, and shown once.')
    .argument('<email>')
    .option('--password-stdin', PASSWORD_STDIN)
    .action(async (email: string, { passwordStdin }: { passwordStdin?: boolean }) => {
      const given = passwordStdin ? await readSecret('New password: ') : undefined;
      await withConnection(async ({ database }) => {
        const changed = await setPassword(database.prisma, { email, password: given });
        say(`${changed.email} has a new password. ${ended(changed.sessionsEnded)}`);
        if (given === undefined) say(`Password (shown this once): ${changed.password}`);
      });
    });
}

function signOut(): Command {
  return new Command('sign-out')
    .description('Ends all of somebody’s sessions. They may sign in again.')
    .argument('<email>')
    .action((email: string) =>
      withConnection(async ({ database }) => {
        const { email: whose, sessionsEnded } = await signOutUser(database.prisma, email);
        say(`${whose} is signed out. ${ended(sessionsEnded)}`);
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
