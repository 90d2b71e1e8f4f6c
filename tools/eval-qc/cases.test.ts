import { describe, expect, test } from 'vitest';
import { casesOf } from './cases';
import { lineForTests as line } from './lines-for-tests';
import { parseLines } from './read-lines';

describe('casesOf', () => {
  test('people’s newest judgement of a content, with what the model said of it', () => {
    const cases = casesOf([
      line({ source: 'model', decision: 'flagged', confidence: 0.6, problems: ['weapon'] }),
      line({ decision: 'rejected', problems: ['weapon'] }),
      line({ decision: 'approved', problems: [] }),
    ]);
    expect(cases).toMatchObject([
      { decision: 'approved', problems: [], kept: { decision: 'flagged', confidence: 0.6, problems: ['weapon'] } },
    ]);
  });

  test('the newest first', () => {
    const decided = [line({ productId: '1' }), line({ productId: '2' }), line({ productId: '1' })];
    expect(casesOf(decided).map(({ productId }) => productId)).toEqual(['1', '2']);
  });

  test.each([
    ['taken back', [line({ undoneAt: '2026-11-29T10:00:00.000Z' })]],
    ['put back', [line({}), line({ action: 'put_back', decision: 'flagged' })]],
    ['left to the admins', [line({ action: 'escalate' })]],
    ['of a category', [line({ action: 'category' })]],
    ['about other words by now', [line({ product: null })]],
    ['a model’s', [line({ source: 'model' })]],
  ])('none of what is %s', (_what, lines) => {
    expect(casesOf(lines)).toEqual([]);
  });

  test('what stood before is no judgement when it was taken back; the one before that is', () => {
    const lines = [line({ decision: 'rejected' }), line({ undoneAt: '2026-11-29T10:00:00.000Z' })];
    expect(casesOf(lines)).toMatchObject([{ decision: 'rejected' }]);
  });

  test('that no model could be asked is nothing that a model said', () => {
    const none = line({ source: 'model', reviewer: 'no-reviewer', confidence: 0 });
    expect(casesOf([none, line({})])).toMatchObject([{ kept: null }]);
  });
});

describe('parseLines', () => {
  test('reads what was exported', () => {
    const lines = [line({ productId: '1' }), line({ productId: '2' })];
    expect(parseLines(`${lines.map((each) => JSON.stringify(each)).join('\n')}\n`)).toEqual(lines);
  });

  test('names the line that is none, not what stands in it', () => {
    const text = `${JSON.stringify(line({}))}\n{"secret": 1}\n`;
    expect(() => parseLines(text)).toThrow(/^Line 2 is no exported decision/);
    expect(() => parseLines('id,at,productId\n')).toThrow(/^Line 1 is no exported decision/);
  });
});
