import { describe, expect, it } from 'vitest';
import { createCheckedLookup, isPublicAddress, resolvePublic } from './checked-lookup';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '157.240.214.60', '2a03:2880:f21c:80c1:face:b00c:0:167'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '192.0.2.1',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    '100::1',
    'fec0::1',
    '3fff::1',
    'not an address',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('resolvePublic', () => {
  it('refuses a host as soon as one of its addresses is not public', async () => {
    const resolve = async () => [
      { address: '157.240.214.60', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    await expect(resolvePublic('wa.me', resolve)).rejects.toMatchObject({ code: 'address_not_allowed' });
  });

  it('does not take no address for an answer', async () => {
    await expect(resolvePublic('wa.me', async () => [])).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});

describe('createCheckedLookup', () => {
  const lookup = createCheckedLookup(async () => [
    { address: '157.240.214.60', family: 4 },
    { address: '2a03:2880::1', family: 6 },
  ]);

  it('answers in both forms that net.connect asks for', async () => {
    const all = await new Promise((resolve) =>
      lookup('wa.me', { all: true }, (_error, addresses) => resolve(addresses)),
    );
    const one = await new Promise((resolve) =>
      lookup('wa.me', {}, (_error, address, family) => resolve([address, family])),
    );
    expect(all).toHaveLength(2);
    expect(one).toEqual(['157.240.214.60', 4]);
  });
});
