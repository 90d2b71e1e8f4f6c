import type { PausedStage } from '@/lib/pauses/pauses.schema';
import { readPaused } from '@/lib/pauses/read-paused';
import { createDatabase } from '@/lib/platform/db';
import type { Env } from '@/lib/platform/env';

interface Look {
  state: 'ok' | 'note' | 'problem';
  detail: string;
  remedy?: string;
}

/** Somebody meant it, and may have forgotten it. */
function checkPausedStages(stages: PausedStage[]): Look {
  if (stages.length === 0) return { state: 'ok', detail: 'nothing' };
  const detail = stages.map(
    ({ stage, since, waiting }) => `${stage}, by an admin since ${since} (products waiting: ${waiting})`,
  );
  return { state: 'note', detail: detail.join('; '), remedy: 'Resume it at /admin/work once it may go on.' };
}

/** What the running system has met: the other checks ask anew, and for less than it does. */
export async function checkPaused({ DATABASE_URL }: Pick<Env, 'DATABASE_URL'>): Promise<Look> {
  if (DATABASE_URL === undefined) return { state: 'ok', detail: 'Soko does not run here' };
  const database = createDatabase(DATABASE_URL, { max: 1 });
  try {
    const { paused, pausedStages } = await readPaused(database.prisma);
    if (paused.length === 0) return checkPausedStages(pausedStages);
    return {
      state: 'problem',
      detail: paused
        .map(
          ({ service, message, since, waiting }) =>
            `${service}, since ${since} (products waiting: ${waiting}): ${message}`,
        )
        .join('; '),
      remedy: paused.map(({ remedy }) => remedy).join(' '),
    };
  } catch {
    return { state: 'note', detail: 'the database does not say' };
  } finally {
    await database.close();
  }
}
