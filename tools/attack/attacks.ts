import type { Attack } from './attack';
import { forms } from './families/forms';
import { inngestBodies } from './families/inngest-bodies';
import { keys } from './families/keys';
import { inventedCatalogues, manyPastes, manyProductLinks } from './families/pastes';
import { pictureBombs } from './families/picture-bombs';
import { rawBytes } from './families/raw-bytes';
import { registration } from './families/registration';
import { unfinishedUploads } from './families/unfinished-uploads';

/** In the order they are run in: what leaves marks on a system that does not hold comes late in its part. */
export const ATTACKS: Attack[] = [
  keys,
  forms,
  registration,
  inngestBodies,
  ...pictureBombs,
  ...unfinishedUploads,
  inventedCatalogues,
  manyProductLinks,
  manyPastes,
  rawBytes,
];
