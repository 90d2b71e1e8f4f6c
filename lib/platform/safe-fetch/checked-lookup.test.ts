import { describe, expect, test } from 'vitest';
import { createCheckedLookup, resolvePublic } from './checked-lookup';

describe('resolvePublic', () => {
  test('refuses a host as soon as one of its addresses is not public', async () => {
    const resolve = async () => [
      { address: '157.240.214.60', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    await expect(resolvePublic('wa.me', resolve)).rejects.toMatchObject({ code: 'address_not_allowed' });
  });

  test('does not take no address for an answer', async () => {
    await expect(resolvePublic('wa.me', async () => [])).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});

describe('createCheckedLookup', () => {
  const lookup = createCheckedLookup(async () => [
    { address: '157.240.214.60', family: 4 },
    { address: '2a03:2880::1', family: 6 },
  ]);

  test('answers in both forms that net.connect asks for', async () => {
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
