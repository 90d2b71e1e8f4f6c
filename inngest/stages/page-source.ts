import type { Hydrator } from '@/lib/hydration/hydrator';
import { asSokoError } from '@/lib/platform/errors';
import type { PageContent } from '@/lib/products/save-page';
import type { Trouble } from '../rounds';

export type Page = Omit<PageContent, 'productId' | 'sellerPhone'>;
export type Failed = { kind: 'failed'; code: string; message: string };
export type Again = { kind: 'retry'; message: string } & Trouble;

/** One attempt at one product's page. */
export type PageResult = { kind: 'product'; page: Page } | { kind: 'gone'; code: string } | Again | Failed;

/** One attempt at one picture. `expired`: the link is dead, the picture need not be: the page gives a new link. */
export type PictureResult = { kind: 'picture'; bytes: Uint8Array } | { kind: 'expired' } | Again | Failed;

interface ReadOptions {
  /** Counts from 1; decides the backoff. */
  attempt?: number;
  /** The seller's, as known already. */
  businessName?: string | null;
}

/** Reads WhatsApp, never throwing for what WhatsApp answers. Every fetch in a process goes through its one hydrator. */
export interface PageSource {
  readPage(product: { productId: string; sellerPhone: string }, options?: ReadOptions): Promise<PageResult>;
  readPicture(url: string): Promise<PictureResult>;
}

/** `turn`: waited for before each read, so that shoppers' searches go first. */
export function createPageSource(
  hydrator: Pick<Hydrator, 'hydrate' | 'fetchImage'>,
  turn: () => Promise<void> = () => Promise.resolve(),
): PageSource {
  return {
    async readPage({ productId, sellerPhone }, options = {}) {
      await turn();
      const result = await hydrator.hydrate({ productId, sellerPhone }, options);
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
        const { bytes } = await hydrator.fetchImage(url);
        return { kind: 'picture', bytes };
      } catch (error) {
        const { code, message, retry } = asSokoError(error);
        if (code === 'image_expired') return { kind: 'expired' };
        if (!retry.again) return { kind: 'failed', code, message };
        return { kind: 'retry', code, message, afterMs: retry.afterMs };
      }
    },
  };
}
