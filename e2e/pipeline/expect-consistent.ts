import { expect } from 'vitest';
import { findInconsistencies, readRunFacts } from './inconsistencies';
import type { Pipeline } from './start-pipeline';

/** What must hold of every run that has finished, whatever happened on its way; read from the database. */
export async function expectConsistent(places: Pick<Pipeline, 'db' | 'vectors'>, syncRunId: string): Promise<void> {
  const facts = await readRunFacts(places, syncRunId);
  expect(findInconsistencies(facts)).toEqual({ lost: [], doubled: [] });
}
