import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { demoSellers } from '@/e2e/world/demo-sellers';
import { KIND_WORDS } from '@/e2e/world/sellers/words';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { readSoughtText } from '@/lib/marketplace/sought-words';
import { Vocabulary } from '@/lib/words/vocabulary';
import { standInPhotos } from '@/tools/eval-search/known-photos';
import { type EvaluationRow, formatRows, scoreRanking, summarise } from '@/tools/eval-search/metrics';
import { type Indexed, indexPhotos, rank } from '@/tools/eval-search/photo-index';
import { openModel } from '@/tools/train-tiny-siglip/open-model';
import { fuseMatches, type NearMatch } from './fuse-matches';
import { findByWords } from './word-candidates';

// The demo's products as shoppers ask for them: what docs/decisions/0022 is decided by. EVAL=1 prints the table.

const BEST = 240;
const db = useTestDatabase();
const vocabulary = new Vocabulary(db.pool);
let model: EmbeddingModel;
let index: Indexed[];
const sold = new Map(
  demoSellers().flatMap(({ seller, products }) =>
    products.map((product) => [product.id, { ...product, shop: seller }]),
  ),
);
const productOf = ({ name }: Indexed) => {
  const product = sold.get(name);
  if (product === undefined) throw new Error(`${name} is nobody's`);
  return product;
};

beforeAll(async () => {
  model = await openModel('tiny');
  index = await indexPhotos(model, (await standInPhotos()).photos);
  const sellers = demoSellers().map(({ seller }) => ({ phone: seller.phone, name: seller.name }));
  await db.prisma.seller.createMany({ data: sellers });
  await db.prisma.product.createMany({
    data: index.map(productOf).map(({ id, title, description, shop }) => ({
      productId: id,
      sellerPhone: shop.phone,
      title,
      description,
      businessName: shop.name,
      isListed: true,
      listedAt: new Date(),
    })),
  });
});
afterAll(() => model.close());

interface Query {
  text: string;
  isFound(product: Indexed): boolean;
}

/** How a thing is called; in a title as it is; with two letters swapped; with its colour; and whose it is. */
function queries(): Record<string, Query[]> {
  const names = Object.entries(KIND_WORDS).flatMap(([kind, { names }]) =>
    names.map((name) => ({ text: name.toLowerCase(), kind: kind.replaceAll('-', ' ') })),
  );
  const sellsIt = ({ kind }: { kind: string }) => index.some(({ labels }) => labels[0] === kind);
  const things = names
    .filter(sellsIt)
    .map(({ text, kind }) => ({ text, isFound: (one: Indexed) => one.labels[0] === kind }));
  const coloured = new Map(index.map(({ labels: [kind, colour] }) => [`${colour} ${kind}`, { kind, colour }]));
  return {
    'what it is': things,
    'what its title says': things.map(({ text }) => ({
      text,
      isFound: (one) => productOf(one).title.toLowerCase().includes(text),
    })),
    'what it is, mistyped': things
      .filter(({ text }) => text.length > 4)
      .map(({ text, isFound }) => ({ text: swapped(text), isFound })),
    'what it is, with its colour': [...coloured].map(([text, { kind, colour }]) => ({
      text,
      isFound: ({ labels }) => labels[0] === kind && labels[1] === colour,
    })),
    'its shop': [...new Set(index.map((one) => productOf(one).shop.name))].map((text) => ({
      text,
      isFound: (one) => productOf(one).shop.name === text,
    })),
  };
}

function swapped(text: string): string {
  const at = 1 + ((text.length * 7) % (text.length - 2));
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

/** 1 / (60 + rank) of each list a product is in, summed: what fuses rankings without looking at scores. */
function fuseRanks(lists: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [at, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (61 + at));
  return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

async function rankings({ text }: Query): Promise<Record<string, string[]>> {
  const sought = await readSoughtText({ pool: db.pool, vocabulary }, text);
  const found = await findByWords(db.pool, sought, { filters: {}, range: { offset: 0, limit: BEST } });
  const words = found.candidates.map(({ productId, score }) => ({ productId, score, hasAll: found.hasAll }));
  const near = await nearestTo(sought.meant ?? text);
  const ids = (matches: readonly { productId: string }[]) => matches.map(({ productId }) => productId);
  return {
    before: ids(await nearestTo(text)),
    ranks: fuseRanks([ids(words), ids(near)]),
    fused: ids(fuseMatches(words, near)),
  };
}

async function nearestTo(text: string): Promise<NearMatch[]> {
  const vector = await model.embedText(text);
  const similarity = (product: Float32Array) => product.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0);
  const nearest = rank(vector, index, 'product').slice(0, BEST);
  return nearest.map(({ name, product }) => ({ productId: name, score: similarity(product) }));
}

test('words and nearness fused find more than nearness alone, and than their ranks fused', async () => {
  const rows: EvaluationRow[] = [];
  for (const [query, asked] of Object.entries(queries())) {
    const scores = new Map<string, ReturnType<typeof scoreRanking>[]>();
    for (const one of asked) {
      for (const [how, ids] of Object.entries(await rankings(one))) {
        const behind = index.map(({ name }) => name).filter((name) => !ids.includes(name));
        const found = new Set(index.filter(one.isFound).map(({ name }) => name));
        const score = scoreRanking([...ids, ...behind].map((id) => found.has(id)));
        scores.set(how, [...(scores.get(how) ?? []), score]);
      }
    }
    for (const [relevant, some] of scores) rows.push({ query, relevant, ...summarise(some) });
  }
  if (process.env.EVAL) process.stdout.write(`${formatRows(rows)}\n`);
  const of = (query: string, how: string) => rows.find((row) => row.query === query && row.relevant === how);
  for (const query of Object.keys(queries())) {
    const [before, ranks, fused] = ['before', 'ranks', 'fused'].map((how) => of(query, how));
    expect(fused?.meanAveragePrecision, query).toBeGreaterThan(before?.meanAveragePrecision ?? 1);
    expect(fused?.meanAveragePrecision, query).toBeGreaterThan(ranks?.meanAveragePrecision ?? 1);
    expect(fused?.recallAt1, query).toBeGreaterThanOrEqual(before?.recallAt1 ?? 1);
  }
});
