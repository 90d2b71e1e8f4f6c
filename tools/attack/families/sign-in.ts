import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import { atOnce } from '../client';
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
