import { expect, test } from 'vitest';
import { arrangeTimeline } from './timeline';

const from = new Date('2026-11-29T10:00:00Z');
const at = (minute: number) => new Date(from.getTime() + minute * 60_000);

test('what the log counts is put to its stage and step; starts count as nothing', () => {
  const timeline = arrangeTimeline(
    [
      { at: at(0), eventType: 'hydrate_success', count: 3 },
      { at: at(0), eventType: 'hydrate_unchanged', count: 2 },
      { at: at(1), eventType: 'hydrate_failed', count: 1 },
      { at: at(1), eventType: 'hydrate_start', count: 9 },
      { at: at(1), eventType: 'hydrate_429', count: 4 },
      { at: at(2), eventType: 'qc_flagged', count: 5 },
      { at: at(2), eventType: 'listed', count: 5 },
      // The hour before, and a clock that is ahead of ours.
      { at: at(-60), eventType: 'qc_flagged', count: 5 },
      { at: at(3), eventType: 'qc_flagged', count: 5 },
    ],
    { from, stepSeconds: 60, steps: 3 },
  );
  const stage = (name: string) => timeline.stages.find((each) => each.stage === name);
  expect(stage('hydrate')).toEqual({ stage: 'hydrate', done: [5, 0, 0], failed: [0, 1, 0] });
  expect(stage('review')).toEqual({ stage: 'review', done: [0, 0, 5], failed: [0, 0, 0] });
  expect(stage('persist')?.done).toEqual([0, 0, 0]);
  expect(timeline).toMatchObject({ slowedDown: [0, 4, 0], from: from.toISOString(), stepSeconds: 60 });
});
