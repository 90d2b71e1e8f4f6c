import { describe, expect, it } from 'vitest';
import { clientAddress, PEER_HEADER } from './client-address';

const from = (peer: string | null, forwarded?: string) =>
  clientAddress(
    new Headers({ ...(peer ? { [PEER_HEADER]: peer } : {}), ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) }),
  );

describe('clientAddress', () => {
  it('is who connects', () => {
    expect(from('203.0.113.7')).toBe('203.0.113.7');
    expect(from('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it('believes a forwarding header only of a proxy nearby, and only its last entry', () => {
    expect(from('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(from('127.0.0.1', '6.6.6.6, 198.51.100.1')).toBe('198.51.100.1');
    expect(from('::1', '2001:db8::5')).toBe('2001:db8::5');
    expect(from('10.1.2.3', 'nonsense')).toBe('10.1.2.3');
  });

  it('has one bucket for those it knows nothing of', () => {
    expect(from(null, '198.51.100.1')).toBe('unknown');
  });
});
