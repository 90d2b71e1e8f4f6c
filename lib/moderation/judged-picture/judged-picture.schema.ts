import * as z from 'zod/mini';

/** Says, beside a picture's bytes, how it stands to the one that was judged. */
export const STANDING_HEADER = 'soko-picture';

/** `judged`: byte for byte what the model saw. `changed`: another one by now. `unseen`: no model has seen any yet. */
export const pictureStandingSchema = z.enum(['judged', 'changed', 'unseen']);
export type PictureStanding = z.infer<typeof pictureStandingSchema>;
