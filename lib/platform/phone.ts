import { withoutTrunkZero } from './phone-plans';

/** Safe in a browser: the preview of a paste reads phones, too. */

/** E.164 digits without the plus. */
const PHONE = /^[1-9]\d{6,14}$/;

type ReadPhone = { ok: true; phone: string } | { ok: false; code: 'phone_not_international' | 'bad_phone' };

/** A phone as people write it, as E.164 digits without +. */
export function readPhone(written: string): ReadPhone {
  const digits = withoutTrunkZero(
    written
      .replace(/^[\s(]*\+?\s*/, '')
      .replace(/[\s().-]/g, '')
      .replace(/^00/, ''),
  );
  if (PHONE.test(digits)) return { ok: true, phone: digits };
  return { ok: false, code: /^0\d{6,14}$/.test(digits) ? 'phone_not_international' : 'bad_phone' };
}

const SHOWN_FIRST = 4;
const SHOWN_LAST = 3;
const SHORT = 8;

/** A phone as logs may show it: `2547•••678`. Of short ones less is shown. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length <= SHORT) return `${digits.slice(0, 2)}•••${digits.slice(-2)}`;
  return `${digits.slice(0, SHOWN_FIRST)}•••${digits.slice(-SHOWN_LAST)}`;
}
