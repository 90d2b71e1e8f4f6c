import { afterEach, describe, expect, test, vi } from 'vitest';
import { apiFile, apiRequest, sendJson } from './api-request';

afterEach(() => vi.unstubAllGlobals());

const answering = (response: Response) => vi.stubGlobal('fetch', async () => response);
const renewed = { state: 'renewed', imageUrl: 'https://a.fbcdn.net/2' };

describe('an answer of the API', () => {
  test('is read by its schema, without what no page knows of', async () => {
    answering(Response.json({ ...renewed, newer: 'than this page' }));
    expect(await sendJson('pictureRenewal', '/api/x', {})).toEqual(renewed);
  });

  test.each([
    ['of another kind', Response.json({ imageUrl: 7 })],
    ['that is a page of somebody’s proxy', new Response('<html>')],
  ])('%s is told as a fault of ours', async (_what, response) => {
    answering(response);
    await expect(apiRequest('pictureRenewal', '/api/x')).rejects.toMatchObject({ status: 200, code: 'unexpected' });
  });

  test('that refuses is told with its code and when to come back', async () => {
    const error = { code: 'too_many_requests', message: 'Please wait.' };
    answering(Response.json({ error }, { status: 429, headers: { 'retry-after': '7' } }));
    await expect(apiRequest('search', '/api/x')).rejects.toMatchObject({ status: 429, ...error, retryAfterSeconds: 7 });
  });

  test('that does not come is told as being offline, but not when it is no longer wanted', async () => {
    const failing = (error: Error) => vi.stubGlobal('fetch', () => Promise.reject(error));
    failing(new TypeError('Failed to fetch'));
    await expect(apiRequest('search', '/api/x')).rejects.toMatchObject({ status: 0, code: 'offline' });
    failing(new DOMException('gone', 'AbortError'));
    await expect(apiRequest('search', '/api/x')).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a file of the API', () => {
  test('comes with its headers, or is refused as other answers are', async () => {
    answering(new Response('bytes', { headers: { 'soko-picture': 'judged' } }));
    const { file, headers } = await apiFile('/api/x');
    expect([await file.text(), headers.get('soko-picture')]).toEqual(['bytes', 'judged']);
    const error = { code: 'picture_unavailable', message: 'WhatsApp answered 503.' };
    answering(Response.json({ error }, { status: 503 }));
    await expect(apiFile('/api/x')).rejects.toMatchObject({ status: 503, ...error });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(apiFile('/api/x')).rejects.toMatchObject({ code: 'offline' });
  });
});
