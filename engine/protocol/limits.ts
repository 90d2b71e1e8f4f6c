/** Bounds of Inngest's own server, so that what works here works there. */
export const MAX_EVENT_BYTES = 3 * 1024 * 1024;
export const MAX_EVENTS_PER_SEND = 5_000;
export const MAX_STEP_OUTPUT_BYTES = 4 * 1024 * 1024;
export const MAX_STEPS_PER_RUN = 1_000;
export const MAX_RUN_STATE_BYTES = 32 * 1024 * 1024;
/** Ours: a body is held in memory whole. */
export const MAX_SEND_BYTES = 64 * 1024 * 1024;
/** An app's answer or checkpoint: several steps' outputs at once. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** Processes that serve one app: more than a handful of machines runs, few enough to look through for every call. */
export const MAX_ADDRESSES_PER_APP = 32;
/** Soko has two apps and nine functions. What registers without end is a mistake, or somebody who has the key. */
export const MAX_APPS = 100;
export const MAX_FUNCTIONS_PER_APP = 200;
