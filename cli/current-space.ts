import { SokoError } from '@/lib/platform/errors';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import type { Connection } from './connect';

/** Errors: `no_model_yet`. */
export async function currentSpace({ database }: Pick<Connection, 'database'>): Promise<string> {
  const space = await readSpaceInUse(database.prisma);
  if (space === null) throw noModelYet();
  return space;
}

const noModelYet = () =>
  new SokoError({
    code: 'no_model_yet',
    message: 'No worker has started here yet, so there are no vectors. Start it.',
  });
