import type { Hydrator } from '@/lib/hydration/hydrator';
import type { PictureShelf } from '@/lib/media/picture-shelf';
import type { PreparedPicture } from '@/lib/media/prepare-picture';
import { asSokoError } from '@/lib/platform/errors';
import { inSpanOf } from '@/lib/platform/tracing/tracing';
import { hashImage } from '@/lib/products/content-hash';
import type { PageContent } from '@/lib/products/save-page';
import type { Again, Failed } from './attempts';

export type Page = Omit<PageContent, 'productId' | 'sellerPhone'>;

/** One attempt at one product's page. */
export type PageResult = { kind: 'product'; page: Page } | { kind: 'gone'; code: string } | Again | Failed;

/** One attempt at one picture. `expired`: the link is dead, the picture need not be: the page gives a new link. */
export type PictureResult = { kind: 'picture'; bytes: Uint8Array } | { kind: 'expired' } | Again | Failed;

interface ReadOptions {
  /** The seller's, as known already. */
  businessName?: string | null;
}

/** Reads WhatsApp, never throwing for what WhatsApp answers. Every fetch in a worker goes through its one hydrator. */
export interface ProductSource {
  readPage(product: { productId: string; sellerPhone: string }, options?: ReadOptions): Promise<PageResult>;
  readPicture(url: string): Promise<PictureResult>;
}

/** `turn`: waited for before each read, so that shoppers' searches go first. */
export function createProductSource(
  hydrator: Pick<Hydrator, 'hydrate' | 'fetchImage'>,
  turn: () => Promise<void> = () => Promise.resolve(),
): ProductSource {
  return {
    async readPage({ productId, sellerPhone }, options = {}) {
      await turn();
      const result = await inSpanOf('read page', { kind: 'client' }, () =>
        hydrator.hydrate({ productId, sellerPhone }, options),
      );
      if (result.kind === 'gone') return { kind: 'gone', code: result.proof };
      if (result.kind !== 'product') return result;
      const { title, description, businessName, cleanText, price, imageUrl, imageExpiresAt } = result.page;
      return {
        kind: 'product',
        page: {
          ...{ title, description, businessName, cleanText, imageUrl, imageExpiresAt },
          priceAmount: price?.amount ?? null,
          priceCurrency: price?.currency ?? null,
          priceText: price?.text ?? null,
        },
      };
    },
    async readPicture(url) {
      await turn();
      try {
        const { bytes } = await inSpanOf('read picture', { kind: 'client' }, () => hydrator.fetchImage(url));
        return { kind: 'picture', bytes };
      } catch (error) {
        const { code, message, retry } = asSokoError(error);
        if (code === 'image_expired') return { kind: 'expired' };
        if (!retry.again) return { kind: 'failed', code, message };
        return { kind: 'retry', code, message, afterMs: retry.afterMs, asked: code !== 'host_paused' };
      }
    },
  };
}

export interface PictureOwner {
  productId: string;
  sellerPhone: string;
  imageUrl: string;
}

export interface FetchedPicture {
  kind: 'picture';
  /** Where it was read. */
  url: string;
  bytes: Uint8Array;
  hash: string;
  /** The page, where it had to be read for a new link. */
  renewed: Page | null;
}

/** A product's picture; a link that has died is renewed once, from the product's page. Saves nothing. */
export async function fetchPicture(
  source: ProductSource,
  owner: PictureOwner,
): Promise<FetchedPicture | Again | Failed> {
  const url = owner.imageUrl;
  const first = await source.readPicture(url);
  if (first.kind === 'picture') return { ...first, url, hash: hashImage(first.bytes), renewed: null };
  if (first.kind !== 'expired') return first;
  const page = await source.readPage(owner);
  if (page.kind === 'gone') return { kind: 'failed', code: 'product_gone', message: GONE };
  if (page.kind !== 'product') return page;
  const renewed = page.page;
  if (renewed.imageUrl === null) return { kind: 'failed', code: 'no_picture', message: NO_PICTURE };
  const second = await source.readPicture(renewed.imageUrl);
  if (second.kind === 'expired') return { kind: 'retry', code: 'image_expired', message: EXPIRED };
  if (second.kind !== 'picture') return second;
  return { ...second, url: renewed.imageUrl, hash: hashImage(second.bytes), renewed };
}

export interface PictureDeps {
  source: ProductSource;
  shelf: PictureShelf;
  /** lib/media/prepare-picture.ts. Throws SokoError for what is no picture. */
  preparePicture(bytes: Uint8Array): Promise<PreparedPicture>;
}

/** Decodes a picture once, for this stage and for those that follow. */
export async function prepareOnce(
  { shelf, preparePicture }: PictureDeps,
  { url, hash, bytes }: FetchedPicture,
): Promise<PreparedPicture> {
  const prepared = await preparePicture(bytes);
  const { forReview, forStorage } = prepared;
  shelf.put(url, { hash, made: { kind: 'prepared', forReview, forStorage } });
  return prepared;
}

type LaterForms = Pick<PreparedPicture, 'forReview' | 'forStorage'>;
type EmbeddedPicture = { kind: 'picture'; made: LaterForms; renewed: Page | null } | { kind: 'changed' };

/**
 * The picture that was embedded, for a later stage: as embedding left it on the shelf, or downloaded again. `changed`:
 * it is another one by now. Throws SokoError for what is no picture.
 */
export async function readEmbeddedPicture(
  deps: PictureDeps,
  product: PictureOwner & { imageHash: string },
): Promise<EmbeddedPicture | Again | Failed> {
  const shelved = deps.shelf.get(product.imageUrl);
  if (shelved?.made.kind === 'prepared' && shelved.hash === product.imageHash) {
    return { kind: 'picture', made: shelved.made, renewed: null };
  }
  const fetched = await fetchPicture(deps.source, product);
  if (fetched.kind !== 'picture') return fetched;
  if (fetched.hash !== product.imageHash) return { kind: 'changed' };
  return { kind: 'picture', made: await prepareOnce(deps, fetched), renewed: fetched.renewed };
}

const GONE = 'WhatsApp says that this product is not there any more.';
const NO_PICTURE = 'The product has no picture on WhatsApp any more.';
const EXPIRED = 'WhatsApp’s link to the picture had expired, and so had the new one. The next heartbeat tries again.';
