import type { Attack } from './attack';
import { access } from './families/access';
import { edges, nothingLost } from './families/edges';
import { erasure } from './families/erasure';
import { floods } from './families/floods';
import { forms } from './families/forms';
import { fullDisk } from './families/full-disk';
import { hostilePages } from './families/hostile-pages';
import { inngestBodies } from './families/inngest-bodies';
import { keys } from './families/keys';
import { meanCatalogues } from './families/mean-catalogues';
import { oddBodies } from './families/odd-bodies';
import { inventedCatalogues, manyPastes, manyProductLinks } from './families/pastes';
import { phonesInLogs } from './families/phones-in-logs';
import { pictureBombs } from './families/picture-bombs';
import { publicHttps } from './families/public-https';
import { rawBytes } from './families/raw-bytes';
import { registration } from './families/registration';
import { leavers, lockOut } from './families/sign-in';
import { ssrf } from './families/ssrf';
import { strangePhotos } from './families/strange-photos';
import { terminal } from './families/terminal';
import { idleUpload, slowRequests, unfinishedUploads } from './families/unfinished-uploads';

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
  leavers,
  publicHttps,
  idleUpload,
  hostilePages,
  phonesInLogs,
  forms,
  ...oddBodies,
  lockOut,
  registration,
  inngestBodies,
  ...pictureBombs,
  ...unfinishedUploads,
  ...slowRequests,
  ...meanCatalogues,
  fullDisk,
  inventedCatalogues,
  manyProductLinks,
  manyPastes,
  rawBytes,
  nothingLost,
];
