import type { ProductLook } from '@/e2e/world/drawing/product-look';
import type { CatalogueSettings } from '@/e2e/world/quirks/catalogue';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';

export type Decision = 'approved' | 'flagged' | 'rejected';

/** What is drawn: a product, or one of the pictures that show none. */
export type Picture =
  | { of: 'product'; look: ProductLook; tag?: string }
  | { of: 'poster'; lines: string[]; background: string; ink: string }
  | { of: 'blur'; look: ProductLook };

/** What a perfect reviewer would say of the product; the stand-in Gemini answers this unless a quirk says otherwise. */
export interface ProductTruth {
  decision: Decision;
  confidence: number;
  /** Words of our own, mapped onto the enum of the request's schema. */
  problems: WorldProblem[];
  note: string;
  kind: string;
  colour: string;
  pattern: string;
  price: { amount: number; currency: string } | null;
}

export const WORLD_PROBLEMS = [
  'no-product',
  'blurry',
  'mostly-text',
  'misleading',
  'mismatch',
  'counterfeit',
  'prohibited',
  'weapon',
  'medicine',
  'adult',
  'personal-data',
  'scam',
  'instructions',
  'not-for-sale',
] as const;
export type WorldProblem = (typeof WORLD_PROBLEMS)[number];

export type Gone = 'page-not-found' | '404' | '410';

export interface WorldProduct {
  /** 16 or 17 digits: always a string. */
  id: string;
  phone: string;
  title: string;
  description: string;
  picture: Picture | null;
  /** Another version is another picture: other bytes under the same product. */
  pictureVersion: number;
  gone: Gone | null;
  /** Listed in the catalogue; a pasted link works either way. */
  listed: boolean;
  truth: ProductTruth;
}

export interface Latency {
  link: number;
  page: number;
  catalogue: number;
  image: number;
  gemini: number;
  /** Thumbnails, fonts, scripts, trackers: what a browser should not wait for. */
  resource: number;
}

export interface WorldSeller {
  phone: string;
  name: string;
  catalogue: CatalogueSettings;
  latency?: Partial<Latency>;
}

/** A seller with everything of theirs, as startWorld takes it. */
export interface SellerScenario {
  seller: WorldSeller;
  products: WorldProduct[];
  quirks?: QuirkInput[];
}
