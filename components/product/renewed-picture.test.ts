import { afterEach, expect, test, vi } from 'vitest';
import { askForRenewal } from './renewed-picture';

afterEach(() => vi.unstubAllGlobals());

test('every link that died is asked about once, also a second one of the same product', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    const { imageUrl } = JSON.parse(body);
    asked.push(imageUrl);
    return Response.json({ state: 'renewed', imageUrl: `${imageUrl}+` });
  });
  expect(await Promise.all([askForRenewal('1', 'a'), askForRenewal('1', 'a')])).toEqual(['a+', 'a+']);
  expect(await askForRenewal('1', 'a+')).toBe('a++');
  expect(asked).toEqual(['a', 'a+']);
});
