import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TroubleName } from '@/e2e/world/gemini/troubles';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { startWorld, type World } from '@/e2e/world/world';
import { preparePicture } from '@/lib/media/prepare-picture';
import { GeminiReviewer } from './gemini-reviewer';
import type { ReviewAnswer } from './quality-reviewer';
import { describeQualityReviewer, subjectOf } from './quality-reviewer.contract';
import { applyReviewPolicy } from './review-policy';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const open = (): GeminiReviewer =>
  new GeminiReviewer({ apiKey: world.geminiApiKey, model: 'gemini-test', baseUrl: world.geminiBaseUrl });

describeQualityReviewer('Gemini of the stand-in world', async () => open());

async function reviewOf(id: string): Promise<ReviewAnswer> {
  const product = world.products().find((candidate) => candidate.id === id);
  if (product === undefined) throw new Error(`no product ${id}`);
  const image = product.picture === null ? null : (await preparePicture(await world.picture(id))).forReview;
  const subject = subjectOf({ productId: id, title: product.title, description: product.description, image });
  return applyReviewPolicy(await open().review(subject), subject, { minConfidence: 0.8 });
}

const approvable = (): string => {
  const product = world
    .products()
    .find(({ truth, picture }) => truth.decision === 'approved' && truth.confidence >= 0.8 && picture);
  if (product === undefined) throw new Error('the world has nothing to approve');
  return product.id;
};

describe('GeminiReviewer on the stand-in world', () => {
  test('judges products as they are', async () => {
    expect(await reviewOf(approvable())).toMatchObject({ decision: 'approved' });
    for (const decision of ['flagged', 'rejected'] as const) {
      const product = world.products().find(({ truth }) => truth.decision === decision);
      if (product !== undefined) expect(await reviewOf(product.id)).toMatchObject({ decision });
    }
  });

  test.each<QuirkInput['quirk']>([{ kind: 'thought' }, { kind: 'split' }])('reads an answer with %j', async (quirk) => {
    world.control({ do: 'quirk', on: 'gemini', quirk, times: 1 } as QuirkInput & { do: 'quirk' });
    expect(await reviewOf(approvable())).toMatchObject({ decision: 'approved' });
  });

  test('tells what its answer took', async () => {
    const told: object[] = [];
    const settings = { apiKey: world.geminiApiKey, model: 'gemini-test', baseUrl: world.geminiBaseUrl };
    const reviewer = new GeminiReviewer({ ...settings, onTokens: (tokens) => told.push(tokens) });
    await reviewer.review(subjectOf({ productId: approvable() }));
    expect(told).toEqual([{ in: 412, out: 58 }]);
  });

  test('says what it read in the words', async () => {
    const product = world.products().find(({ truth, picture }) => truth.price !== null && picture);
    if (product === undefined) throw new Error('the world has no product with a price');
    expect((await reviewOf(product.id)).facts?.price).toEqual(product.truth.price);
  });

  test.each<[TroubleName, RegExp, boolean]>([
    ['bad-key', /API key not valid/, true],
    ['expired-key', /API key expired/, true],
    ['leaked-key', /reported as leaked/, true],
    ['restricted-key', /referer <empty> are blocked/, true],
    ['api-off', /has not been used/, true],
    ['billing', /requires billing/, true],
    ['location', /location is not supported/, true],
    ['retired-model', /no longer available/, true],
    ['daily-quota', /exceeded your current quota/, false],
    ['no-quota', /limit: 0/, false],
    ['long-wait', /has been exhausted/, false],
  ])('%s is the installation’s fault, told in Google’s words, also by a ping', async (as, message, toPing) => {
    const fault = { service: 'reviewer', remedy: expect.stringMatching(/\w+/) };
    const { id } = world.control({ do: 'quirk', on: 'gemini', quirk: { kind: 'trouble', as } }) as { id: number };
    try {
      await expect(reviewOf(approvable())).rejects.toMatchObject({ message: expect.stringMatching(message), fault });
      if (toPing) await expect(open().ping()).rejects.toMatchObject({ message: expect.stringMatching(message), fault });
      else await open().ping();
    } finally {
      world.control({ do: 'quirks-off', id });
    }
    await open().ping();
  });

  test('a model that is to end says so', async () => {
    const quirk = { kind: 'leaving' as const, at: '2027-01-31T00:00:00Z' };
    world.control({ do: 'quirk', on: 'gemini', quirk, times: 1 });
    expect(await open().ping()).toMatchObject({
      endsAt: new Date('2027-01-31'),
      note: expect.stringContaining('GEMINI_MODEL'),
    });
    world.control({ do: 'quirks-off' });
  });

  test('is not talked into anything by a product that a model obeys', async () => {
    const bribed = world.products().find(({ description }) => /ignore previous instructions/i.test(description));
    if (bribed === undefined) throw new Error('the world has no product with instructions in it');
    world.control({ do: 'quirk', on: 'gemini', quirk: { kind: 'obedient' }, product: bribed.id });
    expect(await reviewOf(bribed.id)).toMatchObject({ decision: 'flagged', problems: ['instructions_in_content'] });
  });

  test.each<[QuirkInput['quirk'], string]>([
    [{ kind: 'blocked' }, 'reviewer_refused'],
    [{ kind: 'finish' }, 'reviewer_refused'],
    [{ kind: 'finish', reason: 'OTHER' }, 'reviewer_refused'],
    [{ kind: 'no-candidates' }, 'reviewer_unavailable'],
    [{ kind: 'no-text' }, 'reviewer_unavailable'],
    [{ kind: 'html' }, 'reviewer_unavailable'],
    [{ kind: 'trouble', as: 'inside-200' }, 'reviewer_unavailable'],
    [{ kind: 'text', text: 'approved' }, 'reviewer_invalid_answer'],
    [{ kind: 'fences' }, 'reviewer_invalid_answer'],
    [{ kind: 'prose' }, 'reviewer_invalid_answer'],
    [{ kind: 'cut-off' }, 'reviewer_invalid_answer'],
    [{ kind: 'drop', field: 'confidence' }, 'reviewer_invalid_answer'],
    [{ kind: 'set', fields: { decision: 'live' } }, 'reviewer_invalid_answer'],
    [{ kind: 'empty' }, 'reviewer_unavailable'],
    [{ kind: 'status', status: 429, retryAfterSeconds: 7 }, 'reviewer_rate_limited'],
    [{ kind: 'status', status: 503 }, 'reviewer_unavailable'],
    [{ kind: 'reset' }, 'reviewer_unavailable'],
    [{ kind: 'reset', after: 'half' }, 'reviewer_unavailable'],
    [{ kind: 'redirect', to: 'http://127.0.0.1:1/' }, 'reviewer_not_usable'],
  ])('meets %j', async (quirk, code) => {
    const product = approvable();
    world.control({ do: 'quirk', on: 'gemini', quirk, product, times: 1 } as QuirkInput & { do: 'quirk' });
    await expect(reviewOf(product)).rejects.toMatchObject({
      code,
      ...(code === 'reviewer_rate_limited' && { retry: { again: true, afterMs: 7000 } }),
    });
    expect(await reviewOf(product)).toMatchObject({ decision: 'approved' });
  });
});
