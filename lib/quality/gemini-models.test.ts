import { expect, test } from 'vitest';
import { readEnv } from '@/lib/platform/env';
import { DEFAULT_GEMINI_MODEL, insteadOf, readModelAnswer, reviewerState } from './gemini-models';

test('the model that is used unless another is set is not on its way out', () => {
  expect(readEnv({}).GEMINI_MODEL).toBe(DEFAULT_GEMINI_MODEL);
  expect(reviewerState(DEFAULT_GEMINI_MODEL, undefined)).toEqual({
    model: DEFAULT_GEMINI_MODEL,
    endsAt: null,
    note: null,
  });
});

test.each([
  ['gemini-2.5-flash', '2026-12-01', 'gemini-3.5-flash-lite'],
  ['gemini-2.5-flash-001', '2026-12-01', 'gemini-3.5-flash-lite'],
  ['gemini-2.5-pro', '2026-12-01', 'gemini-3.8-flash'],
])('%s ends on %s', (model, at, instead) => {
  const { endsAt, note } = reviewerState(model, undefined);
  expect([endsAt, insteadOf(model)]).toEqual([new Date(at), instead]);
  expect(note).toContain(`ends on ${at}: set GEMINI_MODEL to ${instead}`);
});

test.each<[string, object, string | null]>([
  ['nothing', {}, null],
  ['that it is stable', { modelStatus: { modelStage: 'STABLE' }, description: 'Fast and cheap.' }, null],
  ['its stage', { modelStatus: { modelStage: 'DEPRECATED', retirementTime: 'soon' } }, 'is on its way out'],
  [
    'its last day',
    { modelStatus: { modelStage: 'LEGACY', retirementTime: '2027-02-03T04:05:06.789Z' } },
    'ends on 2027-02-03',
  ],
  ['it in words', { description: 'This model is deprecated and will be shut down.' }, 'is on its way out'],
  ['what nobody understands', { modelStatus: 7, description: null }, null],
])('a model of the future says %s', (_, json, said) => {
  const { modelStatus, description } = readModelAnswer(json);
  const { note } = reviewerState('gemini-9-flash', modelStatus, description);
  if (said === null) expect(note).toBeNull();
  else expect(note).toContain(said);
});

test('what the model says is believed before the table', () => {
  const { modelStatus } = readModelAnswer({ modelStatus: { retirementTime: '2027-06-01T00:00:00Z' } });
  expect(reviewerState('gemini-2.5-flash', modelStatus).endsAt).toEqual(new Date('2027-06-01'));
});
