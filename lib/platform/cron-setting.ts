import { Cron } from 'croner';
import { z } from 'zod';

export const cronPattern = z.string().refine(isCronPattern, 'must be a cron pattern of five fields, e.g. 0 */6 * * *');

/** `off` is null. */
export const cronOrOff = z
  .literal('off')
  .transform(() => null)
  .or(cronPattern);

function isCronPattern(pattern: string): boolean {
  if (pattern.trim().split(/\s+/).length !== 5) return false;
  try {
    new Cron(pattern, { paused: true }).stop();
    return true;
  } catch {
    return false;
  }
}
