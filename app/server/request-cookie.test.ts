import { expect, test } from 'vitest';
import { requestCookie } from './request-cookie';

const sending = (cookie: string) => new Request('https://soko.example/', { headers: { cookie } });

test.each([
  ['shops=a', 'a'],
  ['other=b; shops=a=b==;last=c', 'a=b=='],
  ['shops=first; shops=second', 'first'],
  ['shops=', ''],
  ['my-shops=a; shopsy=b; shops', undefined],
  [`${'x=1; '.repeat(100)}shops=a`, undefined],
])('reads one cookie of %j', (cookie, value) => expect(requestCookie(sending(cookie), 'shops')).toBe(value));

test('a request may send none', () => {
  expect(requestCookie(new Request('https://soko.example/'), 'shops')).toBeUndefined();
});
