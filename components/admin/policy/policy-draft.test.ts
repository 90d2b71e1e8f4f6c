import { expect, test } from 'vitest';
import { FIRST_TEXTS } from '@/lib/moderation/policy/first-texts';
import { LONGEST } from '@/lib/moderation/policy/policy.schema';
import { draftOf, problemOf, textsOf } from './policy-draft';

test('what was written is what is saved', () => {
  expect(textsOf(draftOf(FIRST_TEXTS))).toEqual(FIRST_TEXTS);
});

test('empty lines, spaces and the same example twice are left out', () => {
  const draft = { ...draftOf(FIRST_TEXTS), other: { text: ' Else. ', applies: ' a\n\nb \na', fine: '\n' } };
  expect(textsOf(draft).other).toEqual({ text: 'Else.', applies: ['a', 'b'], fine: [] });
});

test.each([
  [{ text: '', applies: [], fine: [] }, 'Say when it is a reason.'],
  [{ text: 'x'.repeat(601), applies: [], fine: [] }, 'The text has 601 characters of at most 600.'],
  [
    { text: 'x', applies: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], fine: [] },
    'There are more than 6 examples of one kind.',
  ],
  [{ text: 'x', applies: [], fine: ['y'.repeat(201)] }, /^“y{30}…” has more than 200 characters\.$/],
  [{ text: 'x', applies: [], fine: [] }, null],
])('%j', (reason, problem) => {
  const found = problemOf(reason, LONGEST);
  if (problem instanceof RegExp) expect(found).toMatch(problem);
  else expect(found).toBe(problem);
});
