import { expect, test } from 'vitest';
import { FIRST_TEXTS } from './policy/first-texts';
import { policyTextsSchema } from './policy/policy.schema';
import { asOneText, changedReasons, rebasedTexts } from './policy-changes.schema';

const changed = (text: string) => ({ ...FIRST_TEXTS, weapon: { ...FIRST_TEXTS.weapon, text } });

test('the policy that Soko comes with can be saved as it is', () => {
  expect(policyTextsSchema.parse(FIRST_TEXTS)).toEqual(FIRST_TEXTS);
});

test('a policy without a reason, or with one that there is not, cannot be saved', () => {
  const { weapon, ...others } = FIRST_TEXTS;
  expect(policyTextsSchema.safeParse(others).success).toBe(false);
  expect(policyTextsSchema.safeParse({ ...FIRST_TEXTS, taste: weapon }).success).toBe(false);
  expect(policyTextsSchema.safeParse(changed('  ')).success).toBe(false);
});

test('a reason is another when its text or an example is', () => {
  expect(changedReasons(FIRST_TEXTS, FIRST_TEXTS)).toEqual([]);
  expect(changedReasons(FIRST_TEXTS, changed('No weapons.'))).toEqual(['weapon']);
  const example = { ...FIRST_TEXTS, other: { ...FIRST_TEXTS.other, fine: [] } };
  expect(changedReasons(FIRST_TEXTS, example)).toEqual(['other']);
});

test('an example moved from a reason to fine is a change', () => {
  const { text } = FIRST_TEXTS.other;
  expect(asOneText({ text, applies: ['a'], fine: [] })).not.toBe(asOneText({ text, applies: [], fine: ['a'] }));
});

test('a draft on top of what somebody saved: what the draft changed is the draft’s, the rest theirs', () => {
  const saved = { ...changed('Theirs.'), other: { ...FIRST_TEXTS.other, text: 'Theirs, too.' } };
  const rebased = rebasedTexts(changed('Mine.'), FIRST_TEXTS, saved);
  expect(rebased.weapon.text).toBe('Mine.');
  expect(rebased.other.text).toBe('Theirs, too.');
  expect(rebased.adult_content).toEqual(FIRST_TEXTS.adult_content);
});
