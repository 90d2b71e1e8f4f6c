import { describe, expect, test } from 'vitest';
import { clientAddress, PEER_HEADER } from './client-address';

const from = (peer: string | null, forwarded?: string, more: Record<string, string> = {}) =>
  clientAddress(
    new Headers({
      ...more,
      ...(peer ? { [PEER_HEADER]: peer } : {}),
      ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    }),
  );

describe('clientAddress', () => {
  test.each([
    '203.0.113.7',
    '::ffff:203.0.113.7',
    '::FFFF:203.0.113.7',
    '::ffff:cb00:7107',
    '0:0:0:0:0:ffff:cb00:7107',
  ])('is who connects: %s', (peer) => {
    expect(from(peer)).toBe('203.0.113.7');
  });

  test('believes a forwarding header only of a proxy nearby, and only its last entry', () => {
    expect(from('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(from('2001:db8::7', '198.51.100.1')).toBe('2001:db8::');
    for (const proxy of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', 'fd12::1', '172.31.0.9'])
      expect([proxy, from(proxy, '6.6.6.6, 198.51.100.1')]).toEqual([proxy, '198.51.100.1']);
    for (const peer of ['2002:7f00:1::1', '64:ff9b::127.0.0.1', '64:ff9b::10.0.0.1', '::ffff:0:127.0.0.1'])
      expect([peer, from(peer, '198.51.100.1')]).not.toEqual([peer, '198.51.100.1']);
    expect(from('10.1.2.3', undefined, { forwarded: 'for=198.51.100.1', 'x-real-ip': '198.51.100.1' })).toBe(
      '10.1.2.3',
    );
  });

  test.each([
    ['198.51.100.1:5678', '198.51.100.1'],
    ['"198.51.100.1:5678"', '198.51.100.1'],
    ['[2001:db8::5]:443', '2001:db8::'],
    ['"[2001:db8::5]"', '2001:db8::'],
    ['2001:DB8:0:0:1:2:3:4', '2001:db8::'],
    ['fe80::1%eth0', 'fe80::'],
    ['[::ffff:198.51.100.1]:80', '198.51.100.1'],
    ['::ffff:0:198.51.100.1', '198.51.100.1'],
    ['64:ff9b::198.51.100.1', '198.51.100.1'],
    ['64:ff9b::c633:6401', '198.51.100.1'],
    ['2002:c633:6401:1::5', '198.51.100.1'],
  ])('reads %s as proxies write it', (written, client) => {
    expect(from('::1', written)).toBe(client);
    expect(from('::1', `6.6.6.6,${written} `)).toBe(client);
  });

  test.each([
    ...['', ' ', ',', '198.51.100.1,', 'unknown', '_hidden', 'nonsense', '1', '127.1', '0x7f.0.0.1', '010.0.0.1'],
    ...[
      '1.2.3.4.5',
      '1.2.3.4:',
      '1.2.3.4:x',
      '1.2.3.256',
      '[]',
      '[::1',
      '::1]:80',
      '[nonsense]:80',
      ':::',
      '%',
      'a'.repeat(9_000),
    ],
  ])('goes by who connects when the last entry is no address: %j', (written) => {
    expect(from('10.1.2.3', written)).toBe('10.1.2.3');
  });

  test('takes all addresses of an IPv6 network for one client, and two networks for two', () => {
    const ones = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002:8000::'];
    expect(new Set(ones.map((peer) => from(peer)))).toEqual(new Set(['2001:db8:1:2::']));
    expect(from('2001:db8:1:3::1')).toBe('2001:db8:1:3::');
    expect(from('::1')).toBe('::1');
  });

  test('reads a header of thousands of entries', () => {
    expect(from('::1', `${'6.6.6.6,'.repeat(5_000)}198.51.100.1`)).toBe('198.51.100.1');
  });

  test('has one bucket for those it knows nothing of', () => {
    expect(from(null, '198.51.100.1')).toBe('unknown');
    expect(from('nonsense', '198.51.100.1')).toBe('unknown');
  });
});
