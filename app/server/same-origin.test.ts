import { describe, expect, test } from 'vitest';
import { assertSameOrigin } from './same-origin';

const PUBLIC = 'https://soko.example';
const request = (headers: Record<string, string>) =>
  new Request('http://127.0.0.1:3000/api/x', { method: 'POST', headers });
const check =
  (headers: Record<string, string>, strict = false) =>
  () =>
    assertSameOrigin(request(headers), PUBLIC, { strict });

describe('assertSameOrigin', () => {
  test('lets our own pages through', () => {
    expect(check({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true)).not.toThrow();
    expect(check({ origin: PUBLIC, host: 'web:3000', 'sec-fetch-site': 'same-origin' }, true)).not.toThrow();
  });

  test.each<Record<string, string>>([
    { origin: 'https://evil.example', host: 'soko.example' },
    { origin: 'null', host: 'soko.example' },
    { origin: 'https://soko.example.evil.example', host: 'soko.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.soko.example' },
  ])('refuses another site: %j', (headers) => {
    expect(check(headers)).toThrowError(expect.objectContaining({ code: 'cross_site', status: 403 }));
  });

  test('lets programs use the open API, but never with a session', () => {
    expect(check({ host: 'soko.example' })).not.toThrow();
    expect(check({ host: 'soko.example' }, true)).toThrowError(expect.objectContaining({ code: 'cross_site' }));
  });
});
