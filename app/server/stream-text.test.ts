import { expect, test } from 'vitest';
import { streamText } from './stream-text';

async function* counting(made: number[], end: number) {
  try {
    for (let at = 0; at < end; at++) {
      made.push(at);
      yield at % 2 === 0 ? `${at}ä` : '';
    }
  } finally {
    made.push(-1);
  }
}

test('streams every piece', async () => {
  expect(await new Response(streamText(counting([], 5))).text()).toBe('0ä2ä4ä');
});

test('makes nothing for who has stopped reading', async () => {
  const made: number[] = [];
  const reader = streamText(counting(made, 1_000)).getReader();
  await reader.read();
  await reader.cancel();
  expect(made.length).toBeLessThan(10);
  expect(made.at(-1)).toBe(-1);
});

test('what goes wrong on the way breaks the stream off: half a file is none', async () => {
  async function* failing() {
    yield 'a';
    throw new Error('gone');
  }
  await expect(new Response(streamText(failing())).text()).rejects.toThrow('gone');
});
