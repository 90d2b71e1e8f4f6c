import { z } from 'zod';
import { visibleText } from '@/lib/platform/visible-text';
import type { DemoSync } from './onboard';
import { readJson } from './read-json';

const countsSchema = z.object({
  found: z.number(),
  hydrated: z.number(),
  embedded: z.number(),
  approved: z.number(),
  flagged: z.number(),
  rejected: z.number(),
  unchanged: z.number(),
  inactive: z.number(),
  failed: z.number(),
});
const syncSchema = z.object({
  state: z.enum(['queued', 'running', 'finished', 'failed']),
  outcome: z.string().nullable(),
  counts: countsSchema,
});

export type Counts = z.infer<typeof countsSchema>;
export interface SyncProgress extends z.infer<typeof syncSchema> {
  name: string;
}

const COLUMNS: (keyof Counts)[] = [
  'found',
  'hydrated',
  'embedded',
  'approved',
  'flagged',
  'rejected',
  'unchanged',
  'inactive',
  'failed',
];

export async function readProgress(url: string, { name, syncId }: DemoSync): Promise<SyncProgress> {
  return { name, ...syncSchema.parse(await readJson(`${url}/api/syncs/${syncId}`)) };
}

export function isOver({ state }: SyncProgress): boolean {
  return state === 'finished' || state === 'failed';
}

/** Found products that have no outcome yet. */
export function openCount({ counts }: SyncProgress): number {
  const { found, approved, flagged, rejected, unchanged, inactive, failed } = counts;
  return found - approved - flagged - rejected - unchanged - inactive - failed;
}

/** A line for each seller and one for all. */
export function progressTable(syncs: SyncProgress[]): string[] {
  const width = Math.max(...syncs.map(({ name }) => name.length), 'all'.length);
  const row = (name: string, cells: (string | number)[], end: string) =>
    visibleText(`${name.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(10)).join('')}  ${end}`.trimEnd());
  const sums = COLUMNS.map((column) => syncs.reduce((sum, { counts }) => sum + counts[column], 0));
  return [
    row('', COLUMNS, ''),
    ...syncs.map(({ name, counts, state, outcome }) =>
      row(
        name,
        COLUMNS.map((column) => counts[column]),
        state === 'finished' || state === 'failed' ? (outcome ?? state) : state,
      ),
    ),
    row('all', sums, ''),
  ];
}
