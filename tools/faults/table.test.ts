import { expect, test } from 'vitest';
import type { Row } from './run-fault';
import { harmOf, table } from './table';

const row = (change: Partial<Row> = {}): Row => ({
  ...{ name: 'kill-worker', what: 'kill -9 of the worker', injected: 'hydrate', seen: 'searches: served 9×' },
  recovery: { readyAfterMs: 2_000, movedAfterMs: 3_000, overAfterMs: 12_000, sweeps: 0 },
  ...{ lost: [], doubled: [], otherwise: {} },
  ...change,
});
const never = { readyAfterMs: 1_000, movedAfterMs: null, overAfterMs: null, sweeps: 3 };

test('a fault that did no harm says when all was well again', () => {
  const [, , line] = table([row()]).split('\n');
  expect(line).toBe(
    '| `kill-worker`: kill -9 of the worker | hydrate | searches: served 9× | 0 | 0 ' +
      '| ready 2.0 s, went on 3.0 s, run over 12 s | no |',
  );
  expect(harmOf(row())).toEqual([]);
});

test('what is lost or doubled is harm, whatever the table says besides, and the first are named', () => {
  const harmed = row({
    lost: ['1 is gone', '2 is gone', '3 is gone', '4 is gone'],
    doubled: ['5'],
    because: 'so it is',
  });
  expect(harmOf(harmed)).toEqual(['4 lost', '1 doubled']);
  expect(table([harmed])).toContain('| 4: 1 is gone, 2 is gone, 3 is gone, … | 1: 5 |');
});

test('a run that never ends needs a person, and is harm unless the table says why', () => {
  expect(harmOf(row({ recovery: never }))).toEqual(['a person is needed']);
  expect(harmOf(row({ recovery: never, because: 'so it is' }))).toEqual([]);
  expect(table([row({ recovery: never, because: 'so it is' })])).toContain('yes; the sweep drove it on (3×, brought');
});

test('products that did not go live are harm unless the table says why', () => {
  const ended = row({ otherwise: { failed: 7 } });
  expect(harmOf(ended)).toEqual(['ended otherwise: 7 failed']);
  expect(harmOf({ ...ended, because: 'read again later' })).toEqual([]);
  const few = { because: 'six are hostile', mostOtherwise: 6 };
  expect(harmOf({ ...ended, ...few })).toEqual(['ended otherwise: 7 failed']);
  expect(table([{ ...ended, because: 'read again later' }])).toContain(
    'no; ended otherwise: 7 failed; read again later',
  );
});

test('a fault that cannot be tried here says so, and is no harm', () => {
  const notHere = { name: 's3-down', what: 'S3 is down', notHere: 'no S3 server is installed' };
  expect(table([notHere])).toContain('| `s3-down`: S3 is down | not here | no S3 server is installed |');
  expect(harmOf(notHere)).toEqual([]);
});
