import { describe, expect, test } from 'vitest';
import type { Attack } from './attack';
import { closingLine, type Row, table, wrap } from './table';
import type { Verdict } from './verdict';

const attack: Attack = {
  row: '3',
  name: 'inngest-bodies',
  what: 'unsigned POST of 400 MB',
  right: 'refused unread',
  form: 'short',
  run: async () => ({ happened: '', holes: [] }),
};

function row(verdict: Verdict, holes: string[] = []): Row {
  return {
    attack,
    outcome: { happened: '401 after 0 MB', holes },
    judged: {
      verdict,
      holes,
      isSlowAlone: false,
      peakMb: { web: 431.6, worker: 800, postgres: 99 },
      shopperP95: 57.2,
      timesQuiet: 1.44,
    },
  };
}

describe('the table', () => {
  test('has the row, what is right, what happened, memory, the other shopper and the verdict', () => {
    const text = table([row('held')]);
    for (const part of ['3', 'refused unread', '401 after 0 MB', 'web 432', 'worker 800', '57 (×1.4)', 'held'])
      expect(text).toContain(part);
  });

  test('names every hole', () => {
    expect(table([row('HOLE', ['web took 2090 MB', 'worker died'])])).toMatch(/✗ web took 2090 MB[\s\S]*✗ worker died/);
  });

  test('keeps its columns, whatever is written into a cell', () => {
    const long = row('HOLE', ['x'.repeat(300), 'http://127.0.0.1:1/ '.repeat(20)]);
    const widths = new Set(
      table([long])
        .split('\n')
        .map((text) => text.indexOf('│')),
    );
    widths.delete(-1);
    expect(widths.size).toBe(1);
  });

  test('shows what could not be measured as such', () => {
    const unmeasured = row('held');
    unmeasured.judged = { ...unmeasured.judged, peakMb: {}, shopperP95: Number.NaN };
    expect(table([unmeasured])).not.toContain('NaN');
  });
});

describe('a cell', () => {
  test('is broken between words, and within one that is too long', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('a\nb', 5)).toEqual(['a', 'b']);
  });
});

describe('the closing line', () => {
  test('counts', () => {
    expect(closingLine([row('held'), row('HOLE', ['x']), row('skipped')])).toBe('attack: 1 held, 1 holes');
    expect(closingLine([row('held'), row('held')])).toBe('attack: 2 held, 0 holes');
  });

  test('is none of a test runner’s', () => {
    expect(closingLine([row('held')])).not.toMatch(/passed|failed|skipped/);
  });
});
