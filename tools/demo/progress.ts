import { setTimeout as sleep } from 'node:timers/promises';
import { visibleText } from '@/lib/platform/visible-text';
import { COUNTS, type DemoSync, isOver, readProgress, type SyncProgress } from './syncs';

const LOOK_EVERY_MS = 500;
/** Without a terminal the table is not redrawn but told again, now and then. */
const TELL_EVERY_MS = 5_000;
/** The sweep drives stuck work on after ten minutes: what moves no more by then is stuck for good. */
const STUCK_AFTER_MS = 15 * 60_000;

/** Shows the table until every sync is over. Errors: when nothing moves any more. */
export async function showProgress(url: string, syncs: DemoSync[]): Promise<void> {
  const show = process.stdout.isTTY ? redrawing() : telling();
  let last = '';
  let movedAt = Date.now();
  for (;;) {
    const progress = await Promise.all(syncs.map((sync) => readProgress(url, sync)));
    const isDone = progress.every(isOver);
    show(progressTable(progress), isDone);
    if (isDone) return;
    const now = JSON.stringify(progress satisfies SyncProgress[]);
    if (now !== last) movedAt = Date.now();
    last = now;
    if (Date.now() - movedAt > STUCK_AFTER_MS) throw new Error('nothing moves any more; some products have no outcome');
    await sleep(LOOK_EVERY_MS);
  }
}

type Show = (lines: string[], isDone: boolean) => void;

function redrawing(): Show {
  let drawn = 0;
  return (lines) => {
    const up = drawn > 0 ? `\u001b[${drawn}A` : '';
    process.stdout.write(up + lines.map((line) => `\u001b[2K${line}\n`).join(''));
    drawn = lines.length;
  };
}

function telling(): Show {
  let toldAt = 0;
  return (lines, isDone) => {
    if (!isDone && Date.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = Date.now();
    process.stdout.write(isDone ? `${lines.join('\n')}\n` : `${lines.at(0)}\n${lines.at(-1)}\n`);
  };
}

/** A line for each seller and one for all. */
function progressTable(syncs: SyncProgress[]): string[] {
  const width = Math.max(...syncs.map(({ name }) => name.length), 'all'.length);
  const row = (name: string, cells: (string | number)[], end: string) =>
    visibleText(`${name.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(10)).join('')}  ${end}`.trimEnd());
  const sums = COUNTS.map((column) => syncs.reduce((sum, { counts }) => sum + counts[column], 0));
  return [
    row('', COUNTS, ''),
    ...syncs.map(({ name, counts, state, outcome }) =>
      row(
        name,
        COUNTS.map((column) => counts[column]),
        state === 'finished' || state === 'failed' ? (outcome ?? state) : state,
      ),
    ),
    row('all', sums, ''),
  ];
}
