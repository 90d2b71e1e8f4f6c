import type { Pool } from 'pg';
import { type BenchRow, rowsOf } from '../row';
import { knownPlan } from './known-plans';
import { type Bounds, faultOf } from './read-plan';
import { mostRead, type WatchedPlan } from './watch-plans';

/** Tables of so many rows are big. */
const BIG = 50_000;
const BOUNDS: Omit<Bounds, 'big'> = { removed: 15_000, read: 20_000, perReturned: 50, entries: 100_000 };
/** What reads less is not worth a line. */
const SHOWN_FROM = 1_000;

export async function readBounds(pool: Pool): Promise<Bounds> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS "name" FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= $1`,
    [BIG],
  );
  return { ...BOUNDS, big: new Set(rows.map(({ name }) => name)) };
}

/** What is wrong with which plan, as rows of the bench; known exceptions are named. */
export function planRows(bench: string, plans: readonly WatchedPlan[], bounds: Bounds): BenchRow[] {
  const { rows, add } = rowsOf(bench);
  const faulty = plans.flatMap((plan) => {
    const fault = faultOf(plan, bounds);
    return fault === null ? [] : [{ plan, fault, known: knownPlan(plan.text) }];
  });
  const found = faulty.filter(({ known }) => known === undefined);
  add('statements whose plans were read', plans.length, '');
  add('of them read far more than they return', found.length, '', { atMost: 0 });
  for (const { plan, fault, known } of faulty) {
    const what = `plan, ${plan.work}: ${fault}${known === undefined ? '' : ` (known: ${known.why})`}`;
    add(what, mostRead(plan), 'rows', known === undefined ? { atMost: bounds.read } : undefined);
  }
  return rows;
}

/** The statements that read the most: what for, the statement's verb and tables, the node, rows read, returned, ms. */
export function planTable(plans: readonly WatchedPlan[]): string {
  const lines = plans
    .filter((plan) => mostRead(plan) >= SHOWN_FROM)
    .map((plan) => [
      ...[plan.work, subjectOf(plan), plan.reads[0]?.node ?? ''],
      ...[mostRead(plan), plan.returned, plan.ms.toFixed(1)].map(String),
    ]);
  const table = [['for', 'statement', 'node', 'rows read', 'returned', 'ms'], ...lines];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const isNumber = (column: number) => column > 2;
  const padded = (cell: string, column: number) =>
    isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return table.map((line) => line.map(padded).join('  ')).join('\n');
}

function subjectOf({ text, reads }: WatchedPlan): string {
  const verb = /\w+/.exec(text)?.[0] ?? '';
  const tables = new Set(reads.flatMap(({ table }) => table ?? []));
  return `${verb} ${[...tables].slice(0, 3).join(', ')}`;
}
