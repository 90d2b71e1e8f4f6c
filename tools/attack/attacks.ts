import type { Attack } from './attack';
import { access } from './families/access';
import { edges } from './families/edges';
import { erasure } from './families/erasure';
import { floods } from './families/floods';
import { forms } from './families/forms';
import { hostilePages } from './families/hostile-pages';
import { inngestBodies } from './families/inngest-bodies';
import { keys } from './families/keys';
import { inventedCatalogues, manyPastes, manyProductLinks } from './families/pastes';
import { phonesInLogs } from './families/phones-in-logs';
import { pictureBombs } from './families/picture-bombs';
import { rawBytes } from './families/raw-bytes';
import { registration } from './families/registration';
import { lockOut } from './families/sign-in';
import { ssrf } from './families/ssrf';
import { strangePhotos } from './families/strange-photos';
import { terminal } from './families/terminal';
import { unfinishedUploads } from './families/unfinished-uploads';

/** In the order they are run in: what leaves marks on a system that does not hold comes late. */
export const ATTACKS: Attack[] = [
  keys,
  ...edges,
  strangePhotos,
  ...floods,
  terminal,
  ssrf,
  erasure,
  access,
  hostilePages,
  phonesInLogs,
  forms,
  lockOut,
  registration,
  inngestBodies,
  ...pictureBombs,
  ...unfinishedUploads,
  inventedCatalogues,
  manyProductLinks,
  manyPastes,
  rawBytes,
];
