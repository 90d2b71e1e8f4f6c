import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorEntry, VectorStore } from '@/lib/vectors/vector-store';
import { contentHash } from './content-hash';
import { saveEmbeddings } from './save-embeddings';
import { type PageContent, savePages } from './save-page';

const SPACE_FOR_TESTS = 'test-space';

/** A VectorStore that only remembers; everything it is told is kept in order, so that tests can look. */
export class RememberingVectors implements Pick<VectorStore, 'space' | 'upsert' | 'remove' | 'get' | 'count'> {
  constructor(readonly space: string = SPACE_FOR_TESTS) {}
  readonly entries = new Map<string, VectorEntry>();

  async upsert(entries: VectorEntry[]): Promise<void> {
    for (const entry of entries) this.entries.set(entry.productId, entry);
  }

  async remove(productIds: string[]): Promise<void> {
    for (const id of productIds) this.entries.delete(id);
  }

  async get(productIds: string[]): Promise<Map<string, Float32Array>> {
    return new Map(
      productIds.flatMap((id) => {
        const entry = this.entries.get(id);
        return entry ? [[id, entry.vector] as const] : [];
      }),
    );
  }

  async count(): Promise<number> {
    return this.entries.size;
  }
}

export const pageForTests = (
  productId: string,
  sellerPhone: string,
  change: Partial<PageContent> = {},
): PageContent => ({
  productId,
  sellerPhone,
  title: `Kitenge dress ${productId}`,
  description: 'Wax print, KES 2,500',
  businessName: 'Amina Fabrics',
  cleanText: `Kitenge dress ${productId}. Wax print, KES 2,500`,
  priceAmount: 2500,
  priceCurrency: 'KES',
  priceText: 'KES 2,500',
  imageUrl: `https://cdn.example/${productId}.jpg?oe=7fffffff`,
  imageExpiresAt: new Date('2030-01-01'),
  ...change,
});

/** A unit vector that differs from product to product. */
function vectorForTests(seed: number): Float32Array {
  const vector = new Float32Array(768);
  vector[seed % 768] = 1;
  return vector;
}

interface Made {
  productId: string;
  sellerPhone: string;
  page?: Partial<PageContent>;
  imageHash?: string | null;
}

/** A product that has been read and embedded and waits for its review, as the stages themselves write it. */
export async function makeEmbeddedProduct(db: PrismaClient, { productId, sellerPhone, page, imageHash = 'a1' }: Made) {
  await db.seller.upsert({ where: { phone: sellerPhone }, create: { phone: sellerPhone }, update: {} });
  await db.product.upsert({ where: { productId }, create: { productId, sellerPhone }, update: {} });
  const content = pageForTests(productId, sellerPhone, page);
  await savePages(db, [{ ...content, reviewAgain: false }]);
  const { cleanText, title, description, businessName } = content;
  const words = { cleanText, title, description, businessName };
  const hash = contentHash({ imageHash, ...words });
  await saveEmbeddings(db, [
    {
      productId,
      ...words,
      contentHash: hash,
      space: SPACE_FOR_TESTS,
      vector: vectorForTests(Number(productId) % 768),
      image:
        imageHash === null
          ? null
          : { hash: imageHash, width: 10, height: 20, placeholder: null, perceptualHash: null, colours: [] },
    },
  ]);
  return { ...content, contentHash: hash };
}
