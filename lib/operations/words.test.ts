import { expect, test } from 'vitest';
import { syncLogEventSchema } from '@/lib/syncs/sync-log';
import { logWords } from './log-words';
import type { StoryLine } from './product-story';
import { storyWords } from './story-words';

test('every event of the log has words of its own', () => {
  const words = syncLogEventSchema.options.map((eventType) => logWords({ eventType, code: null, detail: null }).what);
  expect(new Set(words).size).toBe(words.length);
  for (const [i, what] of words.entries()) expect(what).not.toBe(syncLogEventSchema.options[i]?.replaceAll('_', ' '));
});

test.each([
  [{ eventType: 'unlisted', code: 'seller_suspended', detail: null }, 'an admin suspended the seller'],
  [
    { eventType: 'hydrate_failed', code: 'login_wall', detail: null, message: 'It asked to log in.' },
    'It asked to log in.',
  ],
  [{ eventType: 'hydrate_failed', code: 'some_new_code', detail: null }, 'some new code'],
  [{ eventType: 'scout_success', code: null, detail: { found: 1, complete: false } }, '1 product; there may be more'],
  [{ eventType: 'hydrate_429', code: null, detail: { afterMs: 1_500 } }, 'tried again after 2 s'],
  [{ eventType: 'hydrate_429', code: null, detail: { afterMs: null } }, 'given up'],
  [{ eventType: 'hydrate_start', code: null, detail: 'odd' }, null],
])('%o is why: %s', (line, why) => {
  expect(logWords(line).why).toBe(why);
});

const line = (change: Partial<StoryLine>): StoryLine => ({
  ...{ at: new Date(0), key: 'k', source: 'log', kind: 'listed', code: null, message: null, actor: null },
  ...{ detail: null, syncRunId: null },
  ...change,
});

test('a judgement says whose it is and why', () => {
  const review = { source: 'review', kind: 'rejected', code: 'weapon,other', actor: 'gemini' } as const;
  expect(storyWords(line({ ...review, message: 'A knife.', detail: { confidence: 0.913 } }))).toEqual({
    ...{ what: 'Judged: rejected', tone: 'bad', by: 'gemini' },
    why: 'A knife. · weapon, other · confidence 0.91',
  });
  expect(storyWords(line({ source: 'review', kind: 'approve', actor: 'amina' }))).toMatchObject({
    ...{ what: 'A moderator approved it', why: null, by: 'amina' },
  });
});

test('what was audited is a sentence', () => {
  expect(storyWords(line({ source: 'audit', kind: 'product.hidden_again' })).what).toBe('Product hidden again');
});
