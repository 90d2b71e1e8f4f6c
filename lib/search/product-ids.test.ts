import { describe, expect, it } from 'vitest';
import { parseProductIds } from './product-ids';

describe('parseProductIds', () => {
  it('keeps the order and each id once', () => {
    expect(parseProductIds('3, 1,3,,24500000000000000001')).toEqual(['3', '1', '24500000000000000001']);
  });

  it('takes none', () => {
    expect(parseProductIds('')).toEqual([]);
  });

  it.each(['x', '1,-2', '1;2', '123456789012345678901', Array.from({ length: 61 }, (_, i) => i).join(',')])(
    'refuses %j',
    (text) => {
      expect(() => parseProductIds(text)).toThrow(expect.objectContaining({ code: 'invalid_request', status: 400 }));
    },
  );
});
