import { describe, expect, test } from 'vitest';
import { type Aftermath, judge, leftMarks, type Measured } from './verdict';

const calm: Measured = { peakMb: { web: 400 }, searches: [40, 50, 60], refusals: [] };
const unharmed: Aftermath = { died: [], isReady: true, registered: [] };
const nothing = { happened: 'refused', holes: [] };

describe('an attack', () => {
  test('is held when nothing went wrong', () => {
    expect(judge(nothing, calm, unharmed, { quietP95: 40 })).toMatchObject({
      verdict: 'held',
      holes: [],
      peakMb: { web: 400 },
      shopperP95: 60,
    });
  });

  test.each<[string, Partial<Measured>, Partial<Aftermath>, string]>([
    ['memory', { peakMb: { web: 1_501 } }, {}, 'web took 1501 MB'],
    ['a shopper who waits', { searches: [40, 2_001] }, {}, 'another shopper waited 2.0 s'],
    ['a shopper who waits far longer than else', { searches: [401] }, {}, 'another shopper waited 10 times as long'],
    ['a shopper who is refused', { refusals: ['503'] }, {}, "another shopper's search failed 1×: 503"],
    ['a death', {}, { died: ['worker'] }, 'worker died'],
    ['a system that is not ready', {}, { isReady: false }, 'not ready again afterwards'],
    ['a strange address', {}, { registered: ['http://evil.example'] }, 'registered at http://evil.example'],
    [
      'many of them',
      {},
      { registered: ['http://evil.example', 'http://b', 'http://c'] },
      'registered at http://evil.example and 2 more',
    ],
  ])('is a hole by %s', (_why, measured, aftermath, hole) => {
    const judged = judge(nothing, { ...calm, ...measured }, { ...unharmed, ...aftermath }, { quietP95: 40 });
    expect(judged).toMatchObject({ verdict: 'HOLE', holes: [hole] });
  });

  test('is a hole by what it saw itself, and by what happened beside one that was skipped', () => {
    expect(judge({ happened: '', holes: ['200'] }, calm, unharmed, { quietP95: 40 }).verdict).toBe('HOLE');
    const skipped = { happened: '', holes: [], skipped: 'no tmpfs' };
    expect(judge(skipped, calm, unharmed, { quietP95: 40 }).verdict).toBe('skipped');
    expect(judge(skipped, calm, { ...unharmed, died: ['web'] }, { quietP95: 40 }).verdict).toBe('HOLE');
  });

  test('may be let off how much slower it was, but not two seconds', () => {
    const on = { quietP95: 40, mostTimes: Number.POSITIVE_INFINITY };
    expect(judge(nothing, { ...calm, searches: [1_999] }, unharmed, on).verdict).toBe('held');
    expect(judge(nothing, { ...calm, searches: [2_001] }, unharmed, on).verdict).toBe('HOLE');
  });

  test('is tried once more when it was slow and nothing else', () => {
    const slow = { ...calm, searches: [9_000] };
    expect(judge(nothing, slow, unharmed, { quietP95: 40 }).isSlowAlone).toBe(true);
    expect(judge(nothing, calm, unharmed, { quietP95: 40 }).isSlowAlone).toBe(false);
    expect(judge({ happened: '', holes: ['200'] }, slow, unharmed, { quietP95: 40 }).isSlowAlone).toBe(false);
    expect(judge(nothing, { ...slow, refusals: ['503'] }, unharmed, { quietP95: 40 }).isSlowAlone).toBe(false);
  });

  test('is not blamed for memory that this machine cannot tell', () => {
    expect(judge(nothing, { ...calm, peakMb: {} }, unharmed, { quietP95: 40 }).verdict).toBe('held');
  });
});

describe('the next attack', () => {
  const marksAfter = (measured: Partial<Measured>, aftermath: Partial<Aftermath>) => {
    const left = { ...unharmed, ...aftermath };
    return leftMarks(judge(nothing, { ...calm, ...measured }, left, { quietP95: 40 }), left);
  };

  test('gets the same system after one that was held, or only slow', () => {
    expect([marksAfter({}, {}), marksAfter({ searches: [9_000] }, {})]).toEqual([false, false]);
  });

  test('gets another after one that left marks', () => {
    expect([
      marksAfter({ peakMb: { web: 3_000 } }, {}),
      marksAfter({}, { died: ['web'] }),
      marksAfter({}, { isReady: false }),
    ]).toEqual([true, true, true]);
  });
});
