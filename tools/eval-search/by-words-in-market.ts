import startPostgresForTests from '@/e2e/support/postgres-for-tests';
import { createTestDatabase } from '@/e2e/support/test-database';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { fuseVectors } from '@/lib/embedding/fuse-vectors';
import { cleanTextForModel } from '@/lib/hydration/clean-text';
import { createDatabase, type Database } from '@/lib/platform/db';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { type SearchDeps, searchProducts } from '@/lib/search/search-products';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { Vocabulary } from '@/lib/words/vocabulary';
import { type BrandedProduct, brandedMarket } from './branded-market';
import type { KnownPhoto } from './known-photos';
import { type EvaluationRow, type RankingScore, summarise } from './metrics';
import { mistyped, shoppersWords, type WordQuery } from './shoppers-words';

const FIRST_PAGE = 10;

/** Words as shoppers type them, through the real search over a real database that holds the demo's products. */
export async function evaluateMarket(model: EmbeddingModel, photos: readonly KnownPhoto[]): Promise<EvaluationRow[]> {
  const stop = await startPostgresForTests();
  const { url, drop } = await createTestDatabase();
  const database = createDatabase(url);
  const vectors = new PostgresVectorStore({ pool: database.pool, space: model.space });
  try {
    const market = brandedMarket();
    await fill(database, vectors, model, market, photos);
    const deps: SearchDeps = {
      db: database.prisma,
      pool: database.pool,
      vectors: async () => vectors,
      candidates: new CandidateCache(),
      vocabulary: new Vocabulary(database.pool),
      foundByWords: ({ message }) => {
        throw new Error(message);
      },
      embedder: {
        embedText: async (text) => ({ space: model.space, vector: await model.embedText(text) }),
        embedImage: async (photo) => ({ space: model.space, vector: await model.embedImage(photo) }),
      },
    };
    return await evaluate(deps, market);
  } finally {
    await vectors.close();
    await database.close();
    await drop();
    await stop?.();
  }
}

async function fill(
  { prisma }: Pick<Database, 'prisma'>,
  vectors: PostgresVectorStore,
  model: EmbeddingModel,
  market: readonly BrandedProduct[],
  photos: readonly KnownPhoto[],
): Promise<void> {
  const pictures = new Map(photos.map(({ name, photo }) => [name, photo]));
  for (const [phone, shop] of new Map(market.map(({ product, shop }) => [product.phone, shop])))
    await prisma.seller.create({ data: { phone, name: shop } });
  await prisma.product.createMany({
    data: market.map(({ product: { id, phone, description }, shop, title }, at) => ({
      productId: id,
      sellerPhone: phone,
      title,
      description,
      businessName: shop,
      qcStatus: 'approved',
      isListed: true,
      listedAt: new Date(1_790_000_000_000 + at),
      imageColours: [],
    })),
  });
  for (const { product, title } of market) {
    const picture = pictures.get(product.id);
    const text = cleanTextForModel(title, product.description);
    const vector = fuseVectors(
      picture === undefined ? null : await model.embedImage(picture),
      text === null ? null : await model.embedText(text),
    );
    if (vector === null) continue;
    const attributes = { sellerPhone: product.phone, category: null, priceAmount: null, priceCurrency: null };
    await vectors.upsert([{ productId: product.id, vector, attributes }]);
  }
}

async function evaluate(deps: SearchDeps, market: readonly BrandedProduct[]): Promise<EvaluationRow[]> {
  const byId = new Map(market.map((one) => [one.product.id, one]));
  const groups = new Map<string, { query: string; relevant: string; scores: RankingScore[] }>();
  for (const query of shoppersWords(market))
    for (const [typed, words] of [
      ['', query.words],
      [', mistyped', mistyped(query.words)],
    ] as const) {
      const name = `${query.names}, ${query.language}${typed}`;
      const group = groups.get(name) ?? { query: name, relevant: `of that ${query.names}`, scores: [] };
      group.scores.push(await score(words, query));
      groups.set(name, group);
    }
  return [...groups.values()].map(({ scores, ...group }) => ({ ...group, ...summarise(scores) }));

  async function score(words: string, { isMeant }: WordQuery): Promise<RankingScore> {
    const page = await searchProducts(deps, { picture: null, text: words, filters: {}, limit: FIRST_PAGE });
    const meant = page.results.map(({ product }) => {
      const found = byId.get(product.productId);
      return found !== undefined && isMeant(found);
    });
    const hits = meant.flatMap((isRelevant, at) => (isRelevant ? [at] : []));
    const precisions = hits.map((at, nth) => (nth + 1) / (at + 1));
    const wanted = Math.min(FIRST_PAGE, market.filter(isMeant).length);
    return {
      first: meant[0] === true ? 1 : 0,
      firstTen: hits.length > 0 ? 1 : 0,
      averagePrecision: precisions.reduce((sum, precision) => sum + precision, 0) / Math.max(1, wanted),
    };
  }
}
