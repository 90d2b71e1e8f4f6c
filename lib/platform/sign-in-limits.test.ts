import { describe, expect, test } from 'vitest';
import { SignInLimits } from './sign-in-limits';

const ADMIN = 'admin@soko.example';
const HOME = '198.51.100.1';

function limits() {
  let now = 0;
  const delays: number[] = [];
  const all = new SignInLimits({
    now: () => now,
    pause: async (ms) => void delays.push(ms),
  });
  const tries = (email: string, address: string, result: 'in' | null = null) =>
    all.attempt({ email, address }, async () => result);
  return { all, tries, delays, pass: (ms: number) => (now += ms) };
}

const outcome = (attempt: Promise<unknown>) => attempt.catch((error: { code: string }) => error.code);

describe('guessing an admin’s password', () => {
  test('is stopped where it comes from', async () => {
    const { tries } = limits();
    const outcomes = [];
    for (let i = 0; i < 20; i++) outcomes.push(await outcome(tries(ADMIN, '203.0.113.7')));
    expect(outcomes.filter((result) => result === null)).toHaveLength(10);
    expect(outcomes.at(-1)).toBe('too_many_requests');
  });

  test('does not lock the admin out elsewhere, however many guess', async () => {
    const { tries, delays } = limits();
    for (let i = 0; i < 500; i++) await outcome(tries(ADMIN, `10.0.${i >> 8}.${i & 255}`));
    expect(await tries(ADMIN, HOME, 'in')).toBe('in');
    expect(delays.at(-1)).toBe(5_000);
    expect(Math.max(...delays)).toBe(5_000);
    expect(delays.length).toBeGreaterThan(400);
  });

  test('does not even delay the admin where they have signed in before', async () => {
    const { tries, delays } = limits();
    await tries(ADMIN, HOME, 'in');
    for (let i = 0; i < 500; i++) await outcome(tries(ADMIN, `10.0.${i >> 8}.${i & 255}`));
    const before = delays.length;
    expect(await tries(ADMIN, HOME, 'in')).toBe('in');
    expect(delays.length).toBe(before);
  });

  test('delays nobody else, and is forgotten', async () => {
    const { tries, delays, pass } = limits();
    for (let i = 0; i < 40; i++) await tries(ADMIN, `10.0.0.${i}`);
    const before = delays.length;
    await tries('other@soko.example', HOME);
    expect(delays.length).toBe(before);
    pass(60 * 60_000);
    await tries(ADMIN, HOME);
    expect(delays.length).toBe(before);
  });

  test('is stopped when it goes from e-mail to e-mail, and only there', async () => {
    const { tries } = limits();
    const outcomes = [];
    for (let i = 0; i < 100; i++) outcomes.push(await outcome(tries(`user${i}@soko.example`, '203.0.113.7')));
    expect(outcomes.filter((result) => result === null)).toHaveLength(60);
    expect(await tries('user99@soko.example', HOME, 'in')).toBe('in');
  });
});

test('does not count who signs in and out all day', async () => {
  const { tries } = limits();
  for (let i = 0; i < 200; i++) expect(await tries(ADMIN, HOME, 'in')).toBe('in');
});

describe('a flood of sign-ins', () => {
  /** Checks that end when they are told to. */
  function flood() {
    const all = new SignInLimits({ pause: async () => {} });
    const running: (() => void)[] = [];
    let most = 0;
    let now = 0;
    const check = () =>
      new Promise<null>((end) => {
        most = Math.max(most, ++now);
        running.push(() => {
          now -= 1;
          end(null);
        });
      });
    return { all, check, running, most: () => most };
  }
  const settle = () => new Promise((done) => setImmediate(done));

  test('checks one password at a time, and lets who is known go first', async () => {
    const { all, check, running, most } = flood();
    await all.attempt({ email: ADMIN, address: HOME }, async () => 'in');
    const attempts = Array.from({ length: 50 }, (_, i) => all.attempt({ email: ADMIN, address: `10.0.0.${i}` }, check));
    await settle();
    expect(running).toHaveLength(1);
    expect(await all.attempt({ email: ADMIN, address: HOME }, async () => 'in')).toBe('in');
    while (running.length > 0) {
      running.shift()?.();
      await settle();
    }
    await Promise.all(attempts);
    expect(most()).toBe(1);
  });

  test('holds a few of one address open, and a bounded number in all', async () => {
    const { all, check, running } = flood();
    const of = (count: number, address: (i: number) => string) =>
      Array.from({ length: count }, (_, i) =>
        outcome(all.attempt({ email: `e${i}@soko.example`, address: address(i) }, check)),
      );
    const oneAddress = of(10, () => '203.0.113.7');
    const many = of(400, (i) => `10.1.${i >> 8}.${i & 255}`);
    await settle();
    let ended = 0;
    while (running.length > 0) {
      running.shift()?.();
      ended += 1;
      await settle();
    }
    expect((await Promise.all(oneAddress)).filter((result) => result === null)).toHaveLength(4);
    expect((await Promise.all(many)).filter((result) => result === null)).toHaveLength(196);
    expect(ended).toBe(200);
    expect(await all.attempt({ email: ADMIN, address: '203.0.113.7' }, async () => 'in')).toBe('in');
  });

  test('goes on after a check that fails', async () => {
    const { all } = flood();
    for (let i = 0; i < 5; i++)
      await expect(
        all.attempt({ email: ADMIN, address: HOME }, () => Promise.reject(new Error('database away'))),
      ).rejects.toThrow('database away');
    expect(await all.attempt({ email: ADMIN, address: HOME }, async () => 'in')).toBe('in');
  });
});
