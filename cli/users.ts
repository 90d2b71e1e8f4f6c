import { Command, Option } from 'commander';
import { ROLES, type Role } from '@/lib/platform/auth-roles';
import { createUser, listUsers } from '@/lib/platform/auth-users';
import { visibleText } from '@/lib/platform/visible-text';
import { say, withConnection } from './connect';

interface CreateOptions {
  email: string;
  role: Role;
  name?: string;
  password?: string;
}

export function usersCommand(): Command {
  const create = new Command('create')
    .description('Makes somebody who may sign in. Without a password one is made, and shown once.')
    .requiredOption('--email <email>')
    .addOption(new Option('--role <role>').choices([...ROLES]).makeOptionMandatory())
    .option('--name <name>')
    .option('--password <password>', 'at least 12 characters')
    .action((options: CreateOptions) =>
      withConnection(async ({ database }) => {
        const { email, role, password } = await createUser(database.prisma, options);
        say(`${email} may sign in as ${role}.`);
        if (options.password === undefined) say(`Password (shown this once): ${password}`);
      }),
    );
  const list = new Command('list').description('Shows who may sign in.').action(() =>
    withConnection(async ({ database }) => {
      for (const { email, role, lastSignInAt } of await listUsers(database.prisma)) {
        const last = lastSignInAt === null ? 'never signed in' : `last signed in ${lastSignInAt}`;
        say(visibleText(`${email}  ${role}  ${last}`));
      }
    }),
  );
  return new Command('users').description('Who may sign in.').addCommand(create).addCommand(list);
}
