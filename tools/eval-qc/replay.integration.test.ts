import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '@/e2e/world/world';
import { preparePicture } from '@/lib/media/prepare-picture';
import { SokoError } from '@/lib/platform/errors';
import { hashImage } from '@/lib/products/content-hash';
import { GeminiReviewer } from '@/lib/quality/gemini-reviewer';
import type { QualityReviewer, ReviewAnswer } from '@/lib/quality/quality-reviewer';
import { type Case, casesOf } from './cases';
import { figuresOf } from './figures';
import { lineForTests } from './lines-for-tests';
import { createReadPicture, type ReadPicture } from './pictures';
import { replay } from './replay';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const MOST = 20;

/** People who decided as the products are, what is unclear rejected; pictures by the products' ids. */
async function decided(): Promise<{ cases: Case[]; readPicture: ReadPicture }> {
  const products = world
    .products()
    .filter(({ picture }) => picture !== null)
    .slice(0, MOST);
  const images = new Map<string, Uint8Array>();
  for (const { id } of products) images.set(id, (await preparePicture(await world.picture(id))).forReview);
  const lines = products.map(({ id, title, description, truth }) => {
    const { product } = lineForTests({});
    return lineForTests({
      productId: id,
      decision: truth.decision === 'approved' ? 'approved' : 'rejected',
      problems: truth.decision === 'approved' ? [] : [...truth.problems],
      product: product && { ...product, title, description, imageUrl: id },
    });
  });
  return { cases: casesOf(lines), readPicture: async ({ imageUrl }) => images.get(imageUrl ?? '') ?? null };
}

describe('replaying people’s decisions', () => {
  test('against the stand-in Gemini, which knows what they are', async () => {
    const { cases, readPicture } = await decided();
    const settings = { apiKey: world.geminiApiKey, model: 'stand-in', baseUrl: world.geminiBaseUrl };
    const { judged, unanswered } = await replay(cases, { reviewer: new GeminiReviewer(settings), readPicture });
    expect([judged.length, unanswered]).toEqual([cases.length, {}]);
    const { confusion, at } = figuresOf(judged, 0.8);
    expect(confusion.approved.rejected).toBe(0);
    expect(confusion.rejected.approved).toBe(0);
    expect(confusion.approved.approved).toBeGreaterThan(0);
    expect(at[0]?.alone).toBeGreaterThanOrEqual(at.at(-1)?.alone ?? 1);
  });

  test('with a key that Google does not take: its fault ends it, nothing is counted', async () => {
    const { cases, readPicture } = await decided();
    const settings = { apiKey: 'wrong', model: 'stand-in', baseUrl: world.geminiBaseUrl };
    const before = world.stats().kinds.gemini.requests;
    await expect(replay(cases, { reviewer: new GeminiReviewer(settings), readPicture })).rejects.toThrow(/key/i);
    // Those that were under way, not all of them.
    expect(world.stats().kinds.gemini.requests - before).toBeLessThan(MOST);
  });
});

describe('what cannot be asked', () => {
  const answer: ReviewAnswer = { decision: 'approved', confidence: 0.9, problems: [], category: 'other', note: '' };
  const reviewer: QualityReviewer = {
    name: 'tester',
    review: async ({ productId }) => {
      if (productId !== '2') return answer;
      throw new SokoError({ code: 'reviewer_refused', message: 'no' });
    },
    ping: async () => ({ model: 'tester', endsAt: null, note: null }),
  };
  const cases = casesOf(['1', '2', '3'].map((productId) => lineForTests({ productId })));

  test('is counted by why', async () => {
    const readPicture: ReadPicture = async () => new Uint8Array([1]);
    const replayed = await replay(cases, { reviewer, readPicture });
    expect(replayed).toMatchObject({ withoutPicture: 0, unanswered: { reviewer_refused: 1 } });
    expect(replayed.judged.map((each) => each.case.productId).sort()).toEqual(['1', '3']);
  });

  test('without its picture a product is left out: no reviewer saw it like that', async () => {
    expect(await replay(cases, { reviewer, readPicture: async () => null })).toEqual({
      ...{ judged: [], withoutPicture: 3, unanswered: {} },
    });
  });
});

describe('pictures', () => {
  const key = `products/ab/${'c'.repeat(62)}.jpg`;
  const { product } = lineForTests({});
  const aPicture = async (): Promise<Buffer> => {
    const withPicture = world.products().find(({ picture }) => picture !== null);
    return world.picture(withPicture?.id ?? '');
  };
  const asked = (change: Partial<Case['product']>) => ({ ...(product as Case['product']), ...change });

  test('come from our store, without a fetch', async () => {
    const body = await aPicture();
    const objects = { get: async (name: string) => (name === key ? { body, contentType: 'image/jpeg' } : null) };
    const fetchImage = () => Promise.reject(new Error('fetched'));
    const read = createReadPicture({ objects, fetchImage });
    const image = await read(asked({ storedImageUrl: `/media/${key}`, imageUrl: 'https://cdn.example/a' }));
    expect(image?.byteLength).toBeGreaterThan(100);
  });

  test('else from WhatsApp, if it is still the one that was judged', async () => {
    const bytes = await aPicture();
    const read = createReadPicture({ objects: { get: async () => null }, fetchImage: async () => ({ bytes }) });
    const imageUrl = 'https://cdn.example/a';
    expect(await read(asked({ imageUrl, imageHash: hashImage(bytes) }))).not.toBeNull();
    expect(await read(asked({ imageUrl, imageHash: 'another' }))).toBeNull();
    const gone = createReadPicture({
      objects: { get: async () => null },
      fetchImage: () => Promise.reject(new SokoError({ code: 'image_expired', message: 'gone' })),
    });
    expect(await gone(asked({ imageUrl, imageHash: hashImage(bytes) }))).toBeNull();
  });
});
