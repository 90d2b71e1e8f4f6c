import { createDatabase } from '@/lib/platform/db';
import type { Env } from '@/lib/platform/env';
import { readPausedServices } from '@/lib/service-faults/paused-services';

interface Look {
  state: 'ok' | 'note' | 'problem';
  detail: string;
  remedy?: string;
}

/** What the running system has met: the other checks ask anew, and for less than it does. */
export async function checkPaused({ DATABASE_URL }: Pick<Env, 'DATABASE_URL'>): Promise<Look> {
  if (DATABASE_URL === undefined) return { state: 'ok', detail: 'Soko does not run here' };
  const database = createDatabase(DATABASE_URL, { max: 1 });
  try {
    const paused = await readPausedServices(database.prisma);
    if (paused.length === 0) return { state: 'ok', detail: 'nothing' };
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
