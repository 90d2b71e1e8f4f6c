import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { ask } from '../client';
import { signIn } from '../sessions';

const EMAIL = 'leaver@soko.example';

/** Row 14: somebody who does not work here any more, and still has a page open. */
export const leavers: Attack = {
  row: '14',
  name: 'leavers',
  what: 'a moderator is signed out, gets a new password, is removed',
  right: 'at once: neither the session nor the password goes on',
  form: 'full',
  async run(system): Promise<Outcome> {
    const created = await system.soko('users', 'create', '--email', EMAIL, '--role', 'moderator');
    const first = passwordIn(created.output);
    const holes: string[] = [];
    const cli = async (...words: string[]): Promise<string> => {
      const { code, output } = await system.soko('users', ...words);
      if (code !== 0) holes.push(`users ${words[0]}: ${output.trim().split('\n')[0]?.slice(0, 80)}`);
      return output;
    };
    const enter = (password: string) => signIn(system.url, { email: EMAIL, password }, anAttacker());

    const session = await enter(first);
    if (!(await mayReview(system, session))) return { happened: '', holes: ['a new moderator cannot sign in'] };
    await cli('sign-out', EMAIL);
    if (await mayReview(system, session)) holes.push('signed out, and the session goes on');

    const second = await enter(first);
    const changed = passwordIn(await cli('password', EMAIL));
    if (await mayReview(system, second)) holes.push('a new password, and the session goes on');
    if ((await enter(first)) !== null) holes.push('the password from before is still taken');

    const third = changed === '' ? second : await enter(changed);
    await cli('remove', EMAIL);
    if (await mayReview(system, third)) holes.push('removed, and the session goes on');
    if ((await enter(changed === '' ? first : changed)) !== null) holes.push('removed, and may still sign in');
    return { happened: 'signed out, re-passworded, removed', holes };
  },
};

const passwordIn = (output: string) => /Password[^:]*: (\S+)/.exec(output)?.[1] ?? '';

async function mayReview({ url }: AttackedSystem, session: string | null): Promise<boolean> {
  const cookie = session?.split(';')[0] ?? '';
  return (await ask(`${url}/api/review/queue`, { headers: { cookie } })).status === 200;
}
