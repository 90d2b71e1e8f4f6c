import { request } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';

let world: World;
let id: string;

beforeAll(async () => {
  world = await startWorld({ sellers: [bigSeller(4)] });
  id = world.products()[0]?.id ?? '';
});
afterAll(() => world.close());
afterEach(() => {
  world.control({ do: 'reset' });
});

async function post(command: string, body: unknown = {}) {
  const answer = await request(`${world.origin}/_control/${command}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.statusCode, json: (await answer.body.json()) as Record<string, unknown> };
}
async function look(path: string): Promise<unknown> {
  return (await request(`${world.origin}/_control/${path}`)).body.json();
}
const fetchPage = async () => (await request(`${world.origin}/product/${id}/254711000999`)).statusCode;

test('a quirk set over HTTP strikes, is listed, and can be taken away', async () => {
  const { json } = await post('quirk', { on: 'page', quirk: { kind: 'status', status: 503 }, product: id });
  expect(await fetchPage()).toBe(503);
  expect(await look('quirks')).toMatchObject([{ id: json.id, left: null }]);
  await post('quirks-off', { id: json.id });
  expect(await fetchPage()).toBe(200);
});

test('texts, truth, deletion, pictures and delays change; reset brings all back', async () => {
  await post('product', { id, title: 'New title', truth: { decision: 'rejected' } });
  expect(await look(`expected/${id}`)).toMatchObject({ outcome: 'rejected' });
  expect(await look(`products/${id}`)).toMatchObject({
    title: 'New title',
    truth: { decision: 'rejected', kind: expect.any(String) },
  });
  await post('new-picture', { id });
  expect(await look(`products/${id}`)).toMatchObject({ pictureVersion: 2 });
  await post('delete', { id, as: '410' });
  expect([await fetchPage(), world.expectedOutcome(id).outcome]).toEqual([410, 'inactive']);
  await post('restore', { id });
  await post('remove-picture', { id });
  expect(world.expectedOutcome(id).outcome).toBe('no-picture');
  expect((await post('latency', { page: 5 })).json).toMatchObject({ latency: { page: 5, link: 5, image: 0 } });
  await post('reset');
  expect(world.expectedOutcome(id).outcome).toBe('approved');
  expect(await look(`products/${id}`)).toMatchObject({ pictureVersion: 1 });
});

test('a seller’s catalogue settings are merged, another seller can move in', async () => {
  await post('seller', { phone: '254711000999', catalogue: { duplicates: true } });
  await post('seller', { phone: '254711000999', catalogue: { layout: 'all' } });
  expect(await look('sellers')).toMatchObject([{ catalogue: { duplicates: true, layout: 'all' } }]);
  const { json } = await post('add-big-seller', { count: 25, phone: '254711000111' });
  expect(json.productIds).toHaveLength(25);
  expect(world.products('254711000111')).toHaveLength(25);
});

test('a share of the products answers 429 once or twice, the same ones for the same seed', async () => {
  world.control({ do: 'add-big-seller', count: 96, phone: '254711000111' });
  const { refused } = (await post('refuse-some', { share: 0.04, seed: 'a' })).json as {
    refused: Record<string, number>;
  };
  expect(Object.values(refused)).toHaveLength(4);
  const [product = '', times = 0] = Object.entries(refused)[0] ?? [];
  const address = `${world.origin}/product/${product}/${world.products().find((each) => each.id === product)?.phone}`;
  const answers: number[] = [];
  for (let each = 0; each <= times; each += 1) answers.push((await request(address)).statusCode);
  expect(answers).toEqual([...Array.from({ length: times }, () => 429), 200]);
  expect(world.control({ do: 'refuse-some', share: 0.04, seed: 'a' })).toEqual({ refused });
});

test('what makes no sense is refused with the reason, and changes nothing', async () => {
  expect(await post('quirk', { on: 'page', quirk: { kind: 'bomb' } })).toMatchObject({ status: 400 });
  expect(await post('quirk', { on: 'page', quirk: { kind: 'empty' }, tmies: 1 })).toMatchObject({ status: 400 });
  expect(await post('delete', { id: '1' })).toEqual({ status: 404, json: { error: 'no product 1' } });
  expect(await post('seller', { phone: '254711000999', catalogue: { layout: 'spiral' } })).toMatchObject({
    status: 400,
  });
  expect(await post('dance')).toMatchObject({ status: 400 });
  expect(await fetchPage()).toBe(200);
});

test('pictures can be had for a search by photo; looking and acting is not counted', async () => {
  const { body, headers } = await request(`${world.origin}/_control/pictures/${id}`);
  expect(headers['content-type']).toBe('image/jpeg');
  expect(Buffer.from(await body.arrayBuffer()).equals(await world.picture(id))).toBe(true);
  expect(await look('')).toEqual({
    origin: world.origin,
    cdnOrigin: world.cdnOrigin,
    geminiBaseUrl: world.geminiBaseUrl,
  });
  const stats = (await look('stats')) as ReturnType<World['stats']>;
  expect(Object.values(stats.kinds).reduce((sum, { requests }) => sum + requests, 0)).toBe(0);
});

test('a taken port is told, and leaves no server behind', async () => {
  await expect(startWorld({ sellers: [], geminiPort: world.ports.pages })).rejects.toThrow(/EADDRINUSE/);
});

test('a big seller of thousands has ids and texts of their own', () => {
  const { products } = bigSeller(2000);
  expect(new Set(products.map((product) => product.id)).size).toBe(2000);
  expect(new Set(products.map((product) => product.title)).size).toBe(2000);
});

test('a server that refuses takes no connection, and comes back by itself', async () => {
  await post('refuse', { server: 'pages', seconds: 0.3 });
  await expect.poll(() => fetchPage().catch((error: { code?: string }) => error.code)).toBe('ECONNREFUSED');
  await expect.poll(() => fetchPage().catch(() => 0), { timeout: 5_000 }).toBe(200);
});
