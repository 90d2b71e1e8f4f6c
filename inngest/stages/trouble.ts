import { SokoError } from '@/lib/platform/errors';
import type { Again, Failed } from './page-source';

/** For stages that work on one product per run: there the engine's own retries are the rounds. */
export function troubleAsError({ kind, code, message, ...rest }: Again | Failed): SokoError {
  if (kind === 'failed') return new SokoError({ code, message });
  const afterMs = 'afterMs' in rest ? rest.afterMs : undefined;
  return new SokoError({ code, message, retry: afterMs === undefined ? { again: true } : { again: true, afterMs } });
}
