import { expect, test, vi } from 'vitest';
import { Activity } from './activity';

const MINUTE = 60_000;

test('idle is healthy for ever; work that never ends is not', () => {
  let now = 0;
  const activity = new Activity(() => now);
  now = 500 * MINUTE;
  expect(activity.state()).toMatchObject({ inFlight: 0, wedged: false, oldestMs: null });
  const end = activity.begin();
  now += 14 * MINUTE;
  expect(activity.state().wedged).toBe(false);
  now += 2 * MINUTE;
  expect(activity.state()).toMatchObject({ inFlight: 1, wedged: true });
  end();
  expect(activity.state()).toMatchObject({ inFlight: 0, wedged: false });
});

test('a clock that is set, or a machine that slept, is no sign', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const activity = new Activity();
  activity.begin();
  vi.setSystemTime(Date.now() + 60 * MINUTE);
  expect(activity.state().wedged).toBe(false);
  vi.useRealTimers();
});

test('as long as other work ends, one long piece is no sign', () => {
  let now = 0;
  const activity = new Activity(() => now);
  activity.begin();
  for (let minute = 0; minute < 60; minute += 10) {
    now = minute * MINUTE;
    activity.begin()();
  }
  expect(activity.state().wedged).toBe(false);
});

test('ending twice counts once', async () => {
  const activity = new Activity();
  const [first] = [activity.begin(), activity.begin()];
  first();
  first();
  expect(activity.state().inFlight).toBe(1);
  expect(await activity.idle(0)).toBe(false);
});
