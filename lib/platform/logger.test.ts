import { expect, test } from 'vitest';
import { createLogger, forWork } from './logger';
import { forRequest, requestIdOf } from './request-id';

function capture() {
  const lines: string[] = [];
  const logger = createLogger({
    name: 'worker',
    level: 'debug',
    destination: { write: (line: string) => lines.push(line) },
  });
  return { logger, last: () => JSON.parse(lines.at(-1) ?? '{}'), text: () => lines.join('') };
}

test('a line says which process, product, run and stage it is about', () => {
  const { logger, last } = capture();
  forWork(logger, { productId: '58264484107632311', syncRunId: 'e0f7', stage: 'hydrate' }).info(
    { tookMs: 12 },
    'hydrated',
  );
  expect(last()).toMatchObject({
    level: 'info',
    name: 'worker',
    msg: 'hydrated',
    productId: '58264484107632311',
    syncRunId: 'e0f7',
    stage: 'hydrate',
    tookMs: 12,
  });
});

test('a line says of which request it is, children’s too, and only within it', () => {
  const { logger, last } = capture();
  const child = forWork(logger, { stage: 'hydrate' });
  forRequest('req-0001', () => child.info('met'));
  expect(last()).toMatchObject({ requestId: 'req-0001', stage: 'hydrate', msg: 'met' });
  child.info('met');
  expect(last()).not.toHaveProperty('requestId');
});

test('no phone is logged as the id of a request', () => {
  for (const sent of ['254712345678', 'a-254712345678', '0712 345 678']) {
    const { logger, text } = capture();
    forRequest(requestIdOf(sent), () => logger.info('met'));
    expect(text()).not.toMatch(/712/);
  }
});

test.each([
  ['a field', { sellerPhone: '254712345678' }],
  ['a number', { phone: 254712345678 }],
  ['a nested field', { seller: { phone: '254712345678' } }],
  ['a list', { phones: ['254712345678'] }],
  ['a link', { url: 'https://wa.me/p/5826448410763231/254712345678?x=1' }],
  ['an error', { err: new Error('no catalogue for 254712345678') }],
  ['a plus', { text: 'call +254712345678 now' }],
  ['spaces', { text: 'call +254 712 345 678 now' }],
])('phones are masked in %s', (_where, object) => {
  const { logger, text, last } = capture();
  logger.info(object, 'met');
  expect(text().replace(/[^\d"]/g, '')).not.toMatch(/254712345678/);
  expect(text()).toContain('2547•••678');
  expect(last().msg).toBe('met');
});

test('phones are masked in messages and in children', () => {
  const { logger, text } = capture();
  logger.info('seller %s pasted a link', '254712345678');
  forWork(logger, { sellerPhone: '254712345678' }).info('started');
  expect(text()).not.toContain('254712345678');
});

test.each([
  ['a 16-digit product id', { url: '/p/5826448410763231/' }, '5826448410763231'],
  ['a short product id', { productId: '123456789012' }, '123456789012'],
  ['milliseconds', { at: 1764000000000 }, '1764000000000'],
  ['a UUID with digits only at its end', { run: 'e0f7a2f4-1111-4222-8333-123456789012' }, '123456789012'],
  ['a price', { price: '3500' }, '3500'],
])('%s is no phone', (_what, object, kept) => {
  const { logger, text } = capture();
  logger.info(object, 'met');
  expect(text()).toContain(kept);
});

test('secrets stay out, wherever they sit', () => {
  const { logger, text } = capture();
  logger.info(
    { password: 's3cret', request: { headers: { cookie: 's3cret', authorization: 'Bearer s3cret' } } },
    'signed in',
  );
  logger.warn(
    { err: new Error('connect postgresql://soko:s3cret@127.0.0.1:5432/soko') },
    'Authorization: Bearer s3cret',
  );
  expect(text()).not.toContain('s3cret');
});

test('control characters reach no line raw, and mean the same once read', () => {
  const title = 'bag\u001b[2J\u007f\u009b1m\u0085\u061c\u202egnp\u2066\u2028\r\nforged \ud800';
  const { logger, text, last } = capture();
  logger.warn({ title, nested: { [title]: [title] }, err: new Error(title) }, title);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
  expect(text().slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u061c\u2028-\u202e\u2066-\u2069]/);
  expect(text().endsWith('\n')).toBe(true);
  expect(last()).toMatchObject({ msg: title, title, nested: { [title]: [title] } });
});
