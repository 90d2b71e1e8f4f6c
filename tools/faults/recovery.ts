import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncView } from '@/lib/syncs/sync-view.schema';
import { isOver } from '../demo/syncs';
import type { FaultySystem } from './faulty-system';
import { sweepEarly } from './sweep-early';

const LOOK_EVERY_MS = 250;
/** A run that stands still for longer is the sweep's, which would come after ten minutes. */
const STILL_MS = 150_000;
/** After each sweep that was brought forward. */
const SWEPT_MS = 60_000;
const MOST_SWEEPS = 3;

/** How a run went on once a fault was over; milliseconds after its end, null for what never came. */
export interface Recovery {
  readyAfterMs: number | null;
  /** When the run first went on. Null, too, where it was over before. */
  movedAfterMs: number | null;
  overAfterMs: number | null;
  /** How often it stood still until a sweep was brought forward. */
  sweeps: number;
}

/** Waits until the runs are over, or nothing helps any more. */
export async function recover(
  system: FaultySystem,
  syncIds: readonly string[],
  withinMs = Number.POSITIVE_INFINITY,
): Promise<Recovery> {
  const startedAt = Date.now();
  const after = () => Date.now() - startedAt;
  const recovery: Recovery = { readyAfterMs: null, movedAfterMs: null, overAfterMs: null, sweeps: 0 };
  let before: number | undefined;
  let patientUntil = after() + STILL_MS;
  while (after() < withinMs) {
    if (recovery.readyAfterMs === null && (await system.isReady())) recovery.readyAfterMs = after();
    const syncs = await Promise.all(syncIds.map((syncId) => system.readSync(syncId)));
    const known = syncs.filter((sync) => sync !== undefined);
    if (known.length === syncs.length) {
      const now = known.reduce((sum, sync) => sum + progressOf(sync), 0);
      if (before !== undefined && now > before) {
        recovery.movedAfterMs ??= after();
        patientUntil = after() + STILL_MS;
      }
      before = now;
      if (known.every(isOver) && recovery.readyAfterMs !== null) {
        recovery.overAfterMs = after();
        return recovery;
      }
    }
    if (after() > patientUntil) {
      if (recovery.sweeps === MOST_SWEEPS) return recovery;
      recovery.sweeps += 1;
      patientUntil = after() + SWEPT_MS;
      // The engine or the database may be what is away.
      await sweepEarly(system, syncIds).catch(() => {});
    }
    await sleep(LOOK_EVERY_MS);
  }
  return recovery;
}

/** Grows with each step that a product has taken. */
function progressOf({ counts: { hydrated, embedded, persisted, ...outcomes } }: SyncView): number {
  const { found, approved, flagged, rejected, unchanged, inactive, failed } = outcomes;
  return found + hydrated + embedded + persisted + approved + flagged + rejected + unchanged + inactive + failed;
}
