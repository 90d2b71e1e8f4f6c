import { createHmac } from 'node:crypto';

const SHOWN_FIRST = 4;
const SHOWN_LAST = 3;
const SHORT = 8;

/** A phone as logs may show it: `2547•••678`. Of short ones less is shown. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length <= SHORT) return `${digits.slice(0, 2)}•••${digits.slice(-2)}`;
  return `${digits.slice(0, SHOWN_FIRST)}•••${digits.slice(-SHOWN_LAST)}`;
}

/**
 * What is kept of a phone that must be recognised but not known: a keyed hash, hex, 64 characters. Without the key all
 * numbers of a country could be tried within minutes.
 */
export function hashPhone(phone: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(phone.replace(/\D/g, '')).digest('hex');
}
