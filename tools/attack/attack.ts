import type { AttackedSystem } from './attacked-system';

/** What an attack saw. No holes: it was held. */
export interface Outcome {
  happened: string;
  /** Whatever was not right, each in a few words. */
  holes: string[];
  /** Why it could not be run on this machine; then it counts as neither. */
  skipped?: string;
  /** It left behind what the next attack would be blamed for: work in the queues, say. */
  marks?: boolean;
}

export interface Attack {
  /** Of the table, or what it belongs to. */
  row: string;
  /** For `--only`. */
  name: string;
  what: string;
  right: string;
  /** `short` runs in both forms, `full` only when nobody asked for the short one. */
  form: 'short' | 'full';
  run(system: AttackedSystem): Promise<Outcome>;
}

export const skipped = (why: string): Outcome => ({ happened: '', holes: [], skipped: why });
