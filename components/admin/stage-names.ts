/** What stages are called in the console. */
export const STAGE_NAMES: Record<string, string> = {
  scout: 'Catalogues',
  hydrate: 'Reading',
  embed: 'Embedding',
  review: 'Review',
  persist: 'Storing',
  heartbeat: 'Heartbeat',
  done: 'Done',
};
