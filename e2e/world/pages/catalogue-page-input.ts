import type { CatalogueSettings } from '@/e2e/world/quirks/catalogue';
import type { WorldSeller } from '@/e2e/world/sellers/types';
import type { CataloguePart } from './catalogue-items';

export interface CataloguePageInput {
  seller: WorldSeller;
  settings: CatalogueSettings;
  /** What the HTML itself holds; for a paged catalogue only its first part. */
  first: CataloguePart;
  cdnOrigin: string;
}
