import { expect, test } from 'vitest';
import { arrangeTimeline } from './timeline';

const from = new Date('2026-11-29T10:00:00Z');

test('what the log counts is put to its stage and step; starts count as nothing', () => {
  const timeline = arrangeTimeline(
    [
      { step: 0, eventType: 'hydrate_success', count: 3 },
      { step: 0, eventType: 'hydrate_unchanged', count: 2 },
      { step: 1, eventType: 'hydrate_failed', count: 1 },
      { step: 1, eventType: 'hydrate_start', count: 9 },
      { step: 1, eventType: 'hydrate_429', count: 4 },
      { step: 2, eventType: 'qc_flagged', count: 5 },
      { step: 2, eventType: 'listed', count: 5 },
      // A clock that is ahead of ours.
      { step: 3, eventType: 'qc_flagged', count: 5 },
    ],
    { from, stepSeconds: 60, steps: 3 },
  );
  const stage = (name: string) => timeline.stages.find((each) => each.stage === name);
  expect(stage('hydrate')).toEqual({ stage: 'hydrate', done: [5, 0, 0], failed: [0, 1, 0] });
  expect(stage('review')).toEqual({ stage: 'review', done: [0, 0, 5], failed: [0, 0, 0] });
  expect(stage('persist')?.done).toEqual([0, 0, 0]);
  expect(timeline).toMatchObject({ slowedDown: [0, 4, 0], from: from.toISOString(), stepSeconds: 60 });
});
