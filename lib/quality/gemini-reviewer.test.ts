import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
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
    expect(await reviewerAt(origin).review(subjectOf({ image, title: 'Kiondo <b>' }))).toMatchObject(GOOD);
    const [call] = calls;
    expect(call).toMatchObject({ method: 'POST', url: '/v1beta/models/gemini-test:generateContent' });
    expect(call?.headers['x-goog-api-key']).toBe('the-key');
    const body = JSON.parse(call?.body ?? '');
    expect(body.generationConfig).toMatchObject({ responseMimeType: 'application/json' });
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
    ['a bad request', (r: ServerResponse) => json(r, 400, { error: { message: 'Unable to process input image.' } })],
  ])('takes %s for a refusal', async (_, reply) => {
    const { origin } = await serve(reply);
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({
      code: 'reviewer_refused',
      retry: { again: false },
    });
  });

  test('never says the key in an error, whatever it holds', async () => {
    const keys = [
      'the-key-of-the-house',
      'a/b+c=d&e?f%g"h',
      'AIzaSy\nAbcdefghijkl',
      'AIzaSy\u0000AbcdefghijkI',
      'ключ-ключ-ключ',
    ];
    for (const apiKey of keys) {
      for (const status of [200, 400, 403, 404, 429, 500]) {
        const { origin } = await serve((response, { headers, url }) => {
          const sent = `${headers['x-goog-api-key']}`;
          const quotes = [
            sent,
            encodeURIComponent(sent),
            JSON.stringify(sent),
            Buffer.from(sent).toString('base64'),
            url,
          ];
          json(response, status, { error: { message: `No: ${quotes.join(' ')}` } });
        });
        const reviewer = new GeminiReviewer({ apiKey, model: 'gemini-test', baseUrl: origin });
        for (const ask of [() => reviewer.review(subjectOf()), () => reviewer.ping()]) {
          const error: unknown = await ask().catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(Error);
          const shown = inspect(error, { depth: 10, showHidden: true });
          const pieces = [
            ...apiKey.split(/[\n\0]/),
            encodeURIComponent(apiKey),
            Buffer.from(apiKey).toString('base64'),
          ];
          for (const piece of pieces) expect(shown).not.toContain(piece);
        }
      }
    }
  });

  test('a key that no header can carry is not sent', async () => {
    const { origin, calls } = await serve(says(JSON.stringify(GOOD)));
    const reviewer = new GeminiReviewer({ apiKey: 'AIza\nSy', model: 'gemini-test', baseUrl: origin });
    await expect(reviewer.review(subjectOf())).rejects.toMatchObject({
      code: 'reviewer_not_usable',
      fault: { service: 'reviewer', remedy: expect.stringContaining('GEMINI_API_KEY') },
    });
    expect(calls).toEqual([]);
  });

  const thought = { thought: true, text: 'The picture shows a basket. {"decision":"rejected"}' };
  const answerText = JSON.stringify(GOOD);
  test.each<[string, object[]]>([
    ['a thought before it', [thought, { text: answerText }]],
    ['thoughts around it', [thought, { text: answerText, thoughtSignature: 'c2ln' }, { ...thought, text: 'Done.' }]],
    ['a signature alone before it', [{ thoughtSignature: 'c2ln' }, { text: answerText }]],
    ['an empty part after it', [{ text: answerText }, { text: '' }]],
    ['more than one part', [{ text: answerText.slice(0, 30) }, { text: answerText.slice(30) }]],
    ['parts of another kind', [{ inlineData: { mimeType: 'a/b', data: '' } }, { text: answerText }, { text: null }]],
    ['thought: false', [{ thought: false, text: answerText }]],
  ])('reads an answer with %s', async (_, parts) => {
    const { origin } = await serve((response) =>
      json(response, 200, { candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }] }),
    );
    expect(await reviewerAt(origin).review(subjectOf())).toMatchObject(GOOD);
  });

  test('what it only thought is no answer', async () => {
    const parts = [{ thought: true, text: answerText }];
    const { origin } = await serve((response) =>
      json(response, 200, { candidates: [{ content: { parts }, finishReason: 'STOP' }] }),
    );
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({ code: 'reviewer_unavailable' });
  });

  const NO_FACTS = { price: null, brand: null, sizes: [], material: null };
  test.each<[string, object, object]>([
    [
      'all of them',
      { price: { amount: 2500, currency: 'KES' }, brand: 'Nike', sizes: ['38', '39'], material: 'leather' },
      { price: { amount: 2500, currency: 'KES' }, brand: 'Nike', sizes: ['38', '39'], material: 'leather' },
    ],
    ['none', {}, NO_FACTS],
    ['null', { price: null, brand: null, sizes: null, material: null }, NO_FACTS],
    ['a price in words', { price: 'KSh 2,500', brand: 'Nike' }, { ...NO_FACTS, brand: 'Nike' }],
    [
      'digits as text',
      { price: { amount: '2,500', currency: 'kes' } },
      { ...NO_FACTS, price: { amount: 2500, currency: 'KES' } },
    ],
    [
      'a currency that is none',
      { price: { amount: 2500, currency: 'KSh' }, material: 'silk' },
      { ...NO_FACTS, price: { amount: 2500, currency: null }, material: 'silk' },
    ],
    ['a price of nothing', { price: { amount: 0, currency: 'KES' } }, NO_FACTS],
    ['a price beyond reason', { price: { amount: 1e12, currency: 'KES' } }, NO_FACTS],
    ['numbers among the sizes', { sizes: [38, 'XL', null, { eu: 40 }, ''] }, { ...NO_FACTS, sizes: ['38', 'XL'] }],
    ['many sizes', { sizes: Array.from({ length: 500 }, (_, i) => `${i}`) }, { sizes: { length: 20 } }],
    ['a brand as a novel', { brand: 'x'.repeat(5_000), material: ['cotton'] }, NO_FACTS],
    ['line breaks', { brand: ' Air\n Jordan\u0000' }, { ...NO_FACTS, brand: 'Air Jordan' }],
  ])('a wrong fact spoils nothing beside it: %s', async (_, said, facts) => {
    const { origin } = await serve(says(JSON.stringify({ ...GOOD, ...said })));
    expect(await reviewerAt(origin).review(subjectOf())).toMatchObject({ ...GOOD, facts });
  });

  test.each<[string, Reply]>([
    ['STOP without parts', (r) => json(r, 200, { candidates: [{ content: { parts: [] }, finishReason: 'STOP' }] })],
    ['STOP without content', (r) => json(r, 200, { candidates: [{ finishReason: 'STOP' }] })],
    ['blanks', says(' \n')],
    ['no candidates', (r) => json(r, 200, { candidates: [] })],
    ['an empty object', (r) => json(r, 200, {})],
    ['a list', (r) => json(r, 200, [])],
    ['nothing at all', (r) => void r.writeHead(200).end()],
    ['a proxy’s page', (r) => void r.writeHead(200).end('<html>Welcome to KFC WiFi</html>')],
    ['an error inside', (r) => json(r, 200, { error: { code: 500, message: 'Internal error', status: 'INTERNAL' } })],
    ['an error inside without a number', (r) => json(r, 200, { error: 'overloaded' })],
    ['a bad request inside', (r) => json(r, 200, { error: { code: 400, message: 'Bad' } })],
    ['a call that it botched', (r) => json(r, 200, { candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] })],
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
    const fault = { service: 'reviewer', remedy: expect.stringContaining('GEMINI_BASE_URL') };
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({ fault });
    await expect(reviewerAt(origin).ping()).rejects.toMatchObject({ fault });
    expect(elsewhere.calls).toEqual([]);
  });

  const invalid = {
    error: { code: 400, message: 'Request contains an invalid argument.', status: 'INVALID_ARGUMENT' },
  };
  test('what is refused for no clear reason is the product’s fault where another one is not refused', async () => {
    const { origin, calls } = await serve((response, call) =>
      call.body.includes('Cursed') ? json(response, 400, invalid) : says(JSON.stringify(GOOD))(response, call),
    );
    const refused = { code: 'reviewer_refused', fault: undefined };
    await expect(reviewerAt(origin).review(subjectOf({ title: 'Cursed' }))).rejects.toMatchObject(refused);
    expect(calls).toHaveLength(2);
  });

  test('and the installation’s where any is', async () => {
    const { origin } = await serve((response) => json(response, 400, invalid));
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({
      message: expect.stringContaining('invalid argument'),
      fault: { service: 'reviewer', remedy: expect.stringContaining('GEMINI_MODEL') },
    });
  });

  test('what names the picture or the text is the product’s, and nothing more is asked', async () => {
    const { origin, calls } = await serve((response) =>
      json(response, 400, { error: { message: 'Unable to process input image.' } }),
    );
    await expect(reviewerAt(origin).review(subjectOf())).rejects.toMatchObject({ code: 'reviewer_refused' });
    expect(calls).toHaveLength(1);
  });

  test('asks for the model by a ping, and says what it says of itself', async () => {
    const { origin, calls } = await serve((response) => json(response, 200, { name: 'models/gemini-test' }));
    expect(await reviewerAt(origin).ping()).toEqual({ model: 'gemini-test', endsAt: null, note: null });
    expect(calls).toMatchObject([{ method: 'GET', url: '/v1beta/models/gemini-test' }]);
  });

  test('tells a model that writes no answers by a ping', async () => {
    const { origin } = await serve((r) => json(r, 200, { supportedGenerationMethods: ['embedContent'] }));
    await expect(reviewerAt(origin).ping()).rejects.toMatchObject({ fault: { service: 'reviewer' } });
  });

  test('notices in a review’s answer that its model is to end', async () => {
    const modelStatus = { modelStage: 'DEPRECATED', retirementTime: '2027-03-01T00:00:00Z', message: 'Move on.' };
    const { origin } = await serve((response, { method }) =>
      method === 'GET'
        ? json(response, 200, {})
        : json(response, 200, { ...(candidate(JSON.stringify(GOOD)) as object), modelStatus }),
    );
    const reviewer = reviewerAt(origin);
    await reviewer.review(subjectOf());
    expect(await reviewer.ping()).toMatchObject({
      endsAt: new Date('2027-03-01'),
      note: expect.stringMatching(/ends on 2027-03-01.*GEMINI_MODEL/),
    });
  });

  test('takes a model’s name as its API lists it', async () => {
    const { origin, calls } = await serve(says(JSON.stringify(GOOD)));
    const reviewer = new GeminiReviewer({ apiKey: 'the-key', model: 'models/gemini-test', baseUrl: origin });
    await reviewer.review(subjectOf());
    expect([reviewer.name, calls[0]?.url]).toEqual(['gemini-test', '/v1beta/models/gemini-test:generateContent']);
  });
});
