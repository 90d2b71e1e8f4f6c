import { describe, expect, test } from 'vitest';
import { readBody, readJson } from './read-body';

function streamed(chunks: number, size: number) {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= chunks) return controller.close();
      sent += 1;
      controller.enqueue(new Uint8Array(size));
    },
  });
  const request = new Request('http://soko.test/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  return { request, sent: () => sent };
}

describe('readBody', () => {
  test('reads what fits', async () => {
    expect(await readBody(streamed(4, 10).request, 40, 'too large')).toHaveLength(40);
  });

  test('gives up early on an endless body that claims no length', async () => {
    const { request, sent } = streamed(1_000_000, 1024);
    await expect(readBody(request, 10_000, 'too large')).rejects.toMatchObject({ code: 'body_too_large', status: 413 });
    expect(sent()).toBeLessThan(20);
  });

  test('does not begin to read what says that it is too long', async () => {
    const request = new Request('http://soko.test/', {
      method: 'POST',
      body: 'x',
      headers: { 'content-length': '999999' },
    });
    await expect(readBody(request, 10, 'too large')).rejects.toMatchObject({ status: 413 });
  });

  test('wants JSON where JSON is due', async () => {
    const request = new Request('http://soko.test/', { method: 'POST', body: '{"a":' });
    await expect(readJson(request, 100)).rejects.toMatchObject({ code: 'invalid_request', status: 400 });
  });
});
