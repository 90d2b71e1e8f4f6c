import { expect, test } from 'vitest';
import { type MailLink, mailToken, readMailToken } from './mail-token';

const KEY = Buffer.from('only-for-tests');
const link: MailLink = {
  does: 'unsubscribe',
  sellerId: '0b0d5e5e-7a3c-4f5e-9a54-0d6c2f6f1c11',
  setAt: new Date('2026-11-29T10:00:00.123Z'),
};

test('what we made is read back; it is the same every time', () => {
  expect(readMailToken(mailToken(link, KEY), KEY)).toEqual(link);
  expect(mailToken(link, KEY)).toBe(mailToken(link, KEY));
  const confirm = { ...link, does: 'confirm' as const };
  expect(readMailToken(mailToken(confirm, KEY), KEY)).toEqual(confirm);
});

test('what somebody else made is not', () => {
  const token = mailToken(link, KEY);
  expect(readMailToken(token, Buffer.from('another key'))).toBeNull();
  expect(readMailToken(`c${token.slice(1)}`, KEY)).toBeNull();
  expect(readMailToken(token.replace('0b0d', '0b0e'), KEY)).toBeNull();
  expect(readMailToken(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, KEY)).toBeNull();
  for (const junk of ['', 'x', `${token}x`, '\u0000', 'u.'.repeat(50)]) expect(readMailToken(junk, KEY)).toBeNull();
});
