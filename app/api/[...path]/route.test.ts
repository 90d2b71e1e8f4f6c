import { expect, test } from 'vitest';
import { GET } from './route';

const ask = (peer: string) => GET(new Request('http://soko.test/api/nope', { headers: { 'x-soko-peer': peer } }), {});

test('says in the API’s own words that there is nothing, and not without end', async () => {
  const answer = await ask('203.0.113.1');
  expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'no_such_call' } }]);
  let asked = 1;
  let last = answer;
  for (; last.status === 404; asked += 1) last = await ask('203.0.113.1');
  expect(asked).toBeLessThan(2_000);
  expect(last.headers.get('retry-after')).toBe('1');
  expect((await ask('203.0.113.2')).status).toBe(404);
});
