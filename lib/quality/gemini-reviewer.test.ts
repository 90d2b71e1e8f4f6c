import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { CATEGORIES } from './categories.schema';
import { GeminiReviewer } from './gemini-reviewer';
import { FlagEverythingReviewer } from './open-reviewer';
import { PROBLEMS } from './problems.schema';
import { describeQualityReviewer, subjectOf } from './quality-reviewer.contract';

interface Call {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}
type Reply = (response: ServerResponse, call: Call) => void;

const servers: Server[] = [];
const keptForContract: Server[] = [];
function closeAll(list: Server[]): void {
  for (const server of list.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}
afterEach(() => closeAll(servers));
afterAll(() => closeAll(keptForContract));

async function serve(reply: Reply, kept = servers): Promise<{ origin: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const call = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      calls.push(call);
      reply(response, call);
    });
  });
  kept.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

const GOOD = { decision: 'approved', confidence: 0.95, problems: [], category: 'bags', note: 'A red basket.' };
const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const candidate = (text: string, finishReason = 'STOP'): unknown => ({
  candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason, index: 0 }],
});
const says =
  (text: string, finishReason?: string): Reply =>
  (response) =>
    json(response, 200, candidate(text, finishReason));
const reviewerAt = (origin: string, timeoutMs?: number): GeminiReviewer =>
  new GeminiReviewer({
    apiKey: 'the-key',
    model: 'gemini-test',
    baseUrl: `${origin}/`,
    ...(timeoutMs && { timeoutMs }),
  });

describeQualityReviewer('nobody', async () => new FlagEverythingReviewer());
describeQualityReviewer('Gemini', async () => {
  const { origin } = await serve(says(JSON.stringify(GOOD)), keptForContract);
  return reviewerAt(origin);
});

describe('FlagEverythingReviewer', () => {
  test('approves nothing and says why', async () => {
    expect(await new FlagEverythingReviewer().review()).toMatchObject({
      decision: 'flagged',
      note: expect.stringContaining('GEMINI_API_KEY'),
    });
  });
});

describe('GeminiReviewer', () => {
  test('asks for JSON by a schema, with the rules apart from the product', async () => {
    const { origin, calls } = await serve(says(JSON.stringify(GOOD)));
    const image = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
    expect(await reviewerAt(origin).review(subjectOf({ image, title: 'Kiondo <b>' }))).toEqual(GOOD);
    const [call] = calls;
    expect(call).toMatchObject({ method: 'POST', url: '/v1beta/models/gemini-test:generateContent' });
    expect(call?.headers['x-goog-api-key']).toBe('the-key');
    const body = JSON.parse(call?.body ?? '');
    expect(body.generationConfig).toMatchObject({ temperature: 0, responseMimeType: 'application/json' });
    const { properties, required } = body.generationConfig.responseSchema;
    expect(required.sort()).toEqual(['category', 'confidence', 'decision', 'note', 'problems']);
    expect(properties.decision.enum).toEqual(['approved', 'flagged', 'rejected']);
    expect(properties.problems.items.enum).toEqual([...PROBLEMS]);
    expect(properties.category.enum).toEqual([...CATEGORIES]);
    expect(JSON.stringify(body.systemInstruction)).not.toContain('Kiondo');
    expect(body.contents).toEqual([
      {
        role: 'user',
        parts: [
          { text: expect.stringContaining('Kiondo \\u003cb\\u003e') },
          { inlineData: { mimeType: 'image/jpeg', data: '/9j/2Q==' } },
        ],
      },
    ]);
  });

  test.each([
    ['no JSON', says('I approve this.')],
    ['JSON in fences', says('```json\n{"decision":"approved"}\n```')],
    ['half an answer', says(JSON.stringify(GOOD).slice(0, 40), 'MAX_TOKENS')],
    ['a whole answer that was to go on', says(JSON.stringify(GOOD), 'MAX_TOKENS')],
    ['another decision', says(JSON.stringify({ ...GOOD, decision: 'APPROVED' }))],
    ['no confidence', says(JSON.stringify({ ...GOOD, confidence: undefined }))],
    ['confidence 95', says(JSON.stringify({ ...GOOD, confidence: 95 }))],
    ['confidence in words', says(JSON.stringify({ ...GOOD, confidence: 'high' }))],
    ['an unknown problem', says(JSON.stringify({ ...GOOD, problems: ['fine'] }))],
    ['an unknown category', says(JSON.stringify({ ...GOOD, category: 'cars' }))],
    ['a list of answers', says(JSON.stringify([GOOD]))],
    ['null', says('null')],
    [
      'an envelope that is no JSON',
      (response: ServerResponse) => void response.writeHead(200).end('<html>Welcome to KFC WiFi</html>'),
    ],
  ])('takes %s for no answer', async (_, reply) => {
    const { origin } = await serve(reply);
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({
      code: 'reviewer_invalid_answer',
      retry: { again: false },
    });
  });

  test.each([
    [
      'a blocked prompt',
      (r: ServerResponse) => json(r, 200, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }),
    ],
    ['a safety stop', (r: ServerResponse) => json(r, 200, { candidates: [{ finishReason: 'SAFETY', index: 0 }] })],
    ['an approval that stopped for safety', says(JSON.stringify(GOOD), 'PROHIBITED_CONTENT')],
    ['recitation', says(JSON.stringify(GOOD), 'RECITATION')],
    ['no candidates', (r: ServerResponse) => json(r, 200, { candidates: [] })],
    [
      'no text',
      (r: ServerResponse) => json(r, 200, { candidates: [{ content: { parts: [] }, finishReason: 'STOP' }] }),
    ],
    ['an empty object', (r: ServerResponse) => json(r, 200, {})],
    ['a bad request', (r: ServerResponse) => json(r, 400, { error: { message: 'Unable to process input image.' } })],
  ])('takes %s for a refusal', async (_, reply) => {
    const { origin } = await serve(reply);
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({
      code: 'reviewer_refused',
      retry: { again: false },
    });
  });

  test.each([
    [400, { error: { message: 'API key not valid.', details: [{ reason: 'API_KEY_INVALID' }] } }, /GEMINI_API_KEY/],
    [403, { error: { message: 'denied' } }, /GEMINI_API_KEY/],
    [404, { error: { message: 'models/x is not found' } }, /GEMINI_MODEL/],
  ])('names the setting to look at (%i)', async (status, body, message) => {
    const { origin } = await serve((response) => json(response, status, body));
    const refused = { code: 'reviewer_refused', message: expect.stringMatching(message) };
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject(refused);
  });

  test('never says the key in an error', async () => {
    for (const status of [400, 403, 429, 500]) {
      const { origin } = await serve((response) => json(response, status, { error: { message: 'no' } }));
      const error: unknown = await reviewerAt(origin)
        .review(subjectOf())
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      const { message, stack, cause } = error as Error;
      expect([message, stack, String(cause), cause instanceof Error ? cause.stack : '']).not.toContain('the-key');
    }
  });

  const retryInfo = (retryDelay: string): unknown => ({
    error: { message: 'quota', details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }] },
  });
  test.each([
    ['RetryInfo', retryInfo('17s'), {}, 17_000],
    ['RetryInfo in fractions', retryInfo('0.25s'), {}, 250],
    ['Retry-After', { error: { message: 'quota' } }, { 'retry-after': '9' }, 9_000],
    ['both', retryInfo('3s'), { 'retry-after': '5' }, 5_000],
    ['neither', { error: { message: 'quota' } }, {}, undefined],
    ['nonsense', retryInfo('soon'), { 'retry-after': 'later' }, undefined],
  ])('waits as long as a 429 asks for: %s', async (_, body, headers, afterMs) => {
    const { origin } = await serve((response) => json(response, 429, body, headers));
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({
      code: 'reviewer_rate_limited',
      retry: afterMs === undefined ? { again: true } : { again: true, afterMs },
    });
  });

  test.each<[string, Reply]>([
    ['500', (response) => json(response, 500, { error: { message: 'internal' } })],
    ['503 in HTML', (response) => void response.writeHead(503).end('<html>overloaded</html>')],
    ['a reset', (response) => void response.socket?.destroy()],
    [
      'half a body',
      (response) => {
        response.writeHead(200, { 'content-length': '5000' }).write('{"candidates":[');
        setImmediate(() => response.socket?.destroy());
      },
    ],
  ])('is to be tried again after %s', async (_, reply) => {
    const { origin } = await serve(reply);
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({
      code: 'reviewer_unavailable',
      retry: { again: true },
    });
  });

  test('tells a server that is down by a ping', async () => {
    const { origin } = await serve((response) => json(response, 503, {}));
    await expect(reviewerAt(origin).ping()).rejects.toMatchObject({ code: 'reviewer_unavailable' });
    await expect(reviewerAt('http://127.0.0.1:1').ping()).rejects.toMatchObject({ code: 'reviewer_unavailable' });
  });

  test('gives up waiting, for headers and for the body', async () => {
    for (const reply of [
      () => {},
      (response: ServerResponse) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    ]) {
      const { origin } = await serve(reply);
      await expect(reviewerAt(origin, 50).review(subjectOf())).rejects.toMatchObject({
        code: 'reviewer_unavailable',
        message: expect.stringContaining('50 ms'),
      });
    }
  });

  test('stops when its caller does, also one who stopped before', async () => {
    const controller = new AbortController();
    const { origin, calls } = await serve(() => controller.abort());
    const cancelled = { code: 'reviewer_unavailable', message: expect.stringContaining('cancelled') };
    await expect(reviewerAt(origin).review(subjectOf(), { signal: controller.signal })).rejects.toMatchObject(
      cancelled,
    );
    expect(calls).toHaveLength(1);
    await expect(reviewerAt(origin).review(subjectOf(), { signal: controller.signal })).rejects.toMatchObject(
      cancelled,
    );
    expect(calls).toHaveLength(1);
  });

  test.each([301, 302, 303, 307, 308])('follows no redirect (%i): the key stays here', async (status) => {
    const elsewhere = await serve(says(JSON.stringify(GOOD)));
    const { origin } = await serve(
      (response) => void response.writeHead(status, { location: `${elsewhere.origin}/v1beta` }).end(),
    );
    const refused = { code: 'reviewer_refused', message: expect.stringContaining('GEMINI_BASE_URL') };
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject(refused);
    await expect(reviewerAt(origin).ping()).rejects.toMatchObject(refused);
    expect(elsewhere.calls).toEqual([]);
  });

  test('leaves everybody else’s fetch as it was, also during a review', async () => {
    const target = await serve((response) => void response.end('arrived'));
    const redirecting = await serve((response) => void response.writeHead(302, { location: target.origin }).end());
    const others: Promise<string>[] = [];
    const outside = (): Promise<string> => fetch(redirecting.origin).then((response) => response.text());
    const { origin } = await serve((response) => {
      others.push(outside());
      says(JSON.stringify(GOOD))(response, { method: '', url: '', headers: {}, body: '' });
    });
    await Promise.all([reviewerAt(origin).review(subjectOf()), outside().then((text) => expect(text).toBe('arrived'))]);
    expect(await Promise.all(others)).toEqual(['arrived']);
  });
});
