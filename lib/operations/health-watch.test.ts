import { expect, test } from 'vitest';
import { HealthWatch } from './health-watch';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 29, 12, minute));
const iso = (minute: number) => at(minute).toISOString();

test('tells since when it is so, and the last error also once it is over', () => {
  const watch = new HealthWatch();
  const look = (minute: number, error?: string) =>
    watch.observe({ database: error === undefined ? { ok: true } : { ok: false, message: error } }, at(minute))[0];
  expect(look(0)).toEqual({ name: 'database', ok: true, since: iso(0), message: null, lastError: null });
  expect(look(1)).toMatchObject({ ok: true, since: iso(0) });
  expect(look(2, 'refused')).toMatchObject({ ok: false, since: iso(2), message: 'refused' });
  expect(look(3, 'no answer')).toMatchObject({ since: iso(2), lastError: { message: 'no answer', at: iso(3) } });
  expect(look(4)).toEqual({
    ...{ name: 'database', ok: true, since: iso(4), message: null },
    lastError: { message: 'no answer', at: iso(3) },
  });
});
