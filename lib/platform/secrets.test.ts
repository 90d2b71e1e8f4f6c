import { expect, test } from 'vitest';
import { hashPhone } from '@/lib/sellers/opt-outs';
import { maskPhone, readPhone } from './phone';
import { deriveKey, isSameSecret } from './secrets';

const SECRET = 'a-secret-for-tests-of-32-characters-and-more';

test('keys are the same at every start, and differ by purpose and by secret', () => {
  const key = deriveKey('phone hashes', SECRET).toString('hex');
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(deriveKey('phone hashes', SECRET).toString('hex')).toBe(key);
  expect(deriveKey('session cookies', SECRET).toString('hex')).not.toBe(key);
  expect(deriveKey('phone hashes', `${SECRET}!`).toString('hex')).not.toBe(key);
});

test('a phone is recognised however it is written, and only with the key', () => {
  const key = deriveKey('phone hashes', SECRET);
  const read = readPhone('+254 712 345 678');
  expect(read.ok && hashPhone(read.phone, key)).toBe(hashPhone('254712345678', key));
  expect(hashPhone('254712345679', key)).not.toBe(hashPhone('254712345678', key));
  expect(hashPhone('254712345678', deriveKey('phone hashes', `${SECRET}!`))).not.toBe(hashPhone('254712345678', key));
});

test.each([
  ['254712345678', '2547•••678'],
  ['+254 712 345 678', '2547•••678'],
  ['1234567', '12•••67'],
])('%s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown);
});

test('secrets of any length can be compared', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true);
  expect(isSameSecret('abc', 'abcd')).toBe(false);
  expect(isSameSecret('', 'a')).toBe(false);
});
