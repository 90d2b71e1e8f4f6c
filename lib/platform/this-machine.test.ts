import { describe, expect, test } from 'vitest';
import { isFromThisMachine } from './this-machine';

const from = (peer: string | undefined, headers: Record<string, string> = { host: 'localhost:3000' }) =>
  isFromThisMachine({ peer, headers });

describe('a request from this machine', () => {
  test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('comes over loopback: %s', (peer) => {
    expect(from(peer)).toBe(true);
  });

  test.each(['localhost', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST:1'])('is made to %s', (host) => {
    expect(from('127.0.0.1', { host })).toBe(true);
  });

  test.each([undefined, '', '10.0.0.1', '192.168.1.1', '203.0.113.7', '::', '::ffff:10.0.0.1', '127.evil', 'nonsense'])(
    'is none from %j',
    (peer) => {
      expect(from(peer)).toBe(false);
    },
  );

  test.each([
    ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded', 'forwarded', 'via', 'x-real-ip'],
    ...[
      'cf-connecting-ip',
      'true-client-ip',
      'x-client-ip',
      'client-ip',
      'fly-client-ip',
      'x-envoy-external-address',
      'cdn-loop',
    ],
  ])('is none when a proxy on this machine passed it on: %s', (name) => {
    expect(from('127.0.0.1', { host: 'localhost', [name]: '127.0.0.1' })).toBe(false);
    expect(from('127.0.0.1', { host: 'localhost', [name]: '' })).toBe(false);
  });

  test.each([
    'soko.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:3000',
    '10.0.0.1',
    '',
    '[',
    'a b',
  ])('is none for the name %j', (host) => {
    expect(from('127.0.0.1', { host })).toBe(false);
  });

  test('is none without a name', () => {
    expect(from('127.0.0.1', {})).toBe(false);
  });
});
