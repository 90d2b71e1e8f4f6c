import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, atOnce } from '../client';
import { signIn } from '../sessions';

const WRONG = 30;
/** A right password may be slowed down, not shut out. */
const LET_IN_WITHIN_MS = 15_000;

/** Row 12: somebody who knows an admin's e-mail, and wants them out. */
export const lockOut: Attack = {
  row: '12',
  name: 'lock-out',
  what: `${WRONG} wrong passwords for the admin from one address, then the right one from another`,
  right: 'the admin gets in, the guesser does not go on',
  form: 'short',
  async run(system): Promise<Outcome> {
    const guesser = anAttacker();
    const { email, password } = system.users.admin;
    const guesses = Array.from({ length: WRONG }, (_, at) => `wrong password ${at}`);
    const entered = await atOnce(guesses, 2, (guess) => signIn(system.url, { email, password: guess }, guesser));
    const startedAt = performance.now();
    const admin = await signIn(system.url, { email, password }, anAttacker());
    const ms = performance.now() - startedAt;
    const guesserIn = await signIn(system.url, { email, password }, guesser);
    const holes = [
      ...(entered.some((cookie) => cookie !== null) ? ['a wrong password was taken'] : []),
      ...(admin === null ? ['the admin is shut out'] : []),
      ...(ms > LET_IN_WITHIN_MS ? [`the admin waited ${Math.round(ms / 1_000)} s`] : []),
      ...(guesserIn !== null ? [`after ${WRONG} guesses the next is still listened to`] : []),
    ];
    return { happened: `the admin ${admin === null ? 'is shut out' : `got in after ${Math.round(ms)} ms`}`, holes };
  },
};

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
