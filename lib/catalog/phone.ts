const SHAPE = /^[1-9]\d{6,14}$/;

export type ReadPhone = { ok: true; phone: string } | { ok: false; code: 'phone_not_international' | 'bad_phone' };

/** A phone as people write it, as E.164 digits without +. */
export function readPhone(written: string): ReadPhone {
  const digits = written
    .replace(/^\s*\+?\s*/, '')
    .replace(/[\s().-]/g, '')
    .replace(/^00/, '')
    // +254 0712…: the trunk zero stays out of the international form.
    .replace(/^2540([17]\d{8})$/, '254$1');
  if (SHAPE.test(digits)) return { ok: true, phone: digits };
  return { ok: false, code: /^0\d{6,14}$/.test(digits) ? 'phone_not_international' : 'bad_phone' };
}
