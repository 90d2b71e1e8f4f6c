import type { PhotoPart, PhotoProblem } from './open-photo';

/** A photo, or a new part of one, that is searched with and has no token in the address yet. */
export interface Draft {
  id: string;
  /** The photo search in the address that it takes the place of; null for a new photo. */
  replaces: string | null;
  /** To show it while it is being opened. */
  url: string;
  state:
    | { kind: 'opening' }
    | { kind: 'unusable'; problem: PhotoProblem | 'notLoaded' }
    | ({ kind: 'ready' } & PhotoPart);
}
