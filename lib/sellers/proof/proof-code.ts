import { randomInt } from 'node:crypto';

/** No vowels, so that no word comes out; no digits: they are read as prices and phones; nothing easily mistaken. */
const LETTERS = 'bcdfghjkmnpqrstvwxz';
const HALF = 4;

/** `SOKO-KFMR-TQZW`: some 17 billion, of which a shop's product shows one for a minute. */
export function makeProofCode(): string {
  const half = () => Array.from({ length: HALF }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `SOKO-${half()}-${half()}`.toUpperCase();
}

/** As phones write it: with another dash, spaces, a line break, small letters, in brackets. */
const DASH = String.raw`[\s\p{Pd}_.]{0,3}`;
const PART = `([${LETTERS}]{${HALF}})`;
const CODE = String.raw`[([]?(?<![\p{L}\p{N}])soko${DASH}${PART}${DASH}${PART}(?![\p{L}\p{N}])[)\]]?`;
const CODES = new RegExp(CODE, 'giu');

/** Every code in a text, as makeProofCode writes it. */
export function findProofCodes(text: string | null): string[] {
  return [...(text ?? '').matchAll(CODES)].map(([, first, second]) => `SOKO-${first}-${second}`.toUpperCase());
}

/**
 * The text as it was before a code was put into it: shoppers do not read codes, and a product that is read meanwhile
 * has not changed. Null where nothing else is left.
 */
export function withoutProofCodes(text: string | null): string | null {
  if (text === null) return null;
  let clean = '';
  let done = 0;
  for (const { 0: code, index } of text.matchAll(CODES)) {
    const before = text.slice(done, index);
    const after = text.slice(index + code.length);
    const kept = before.trimEnd();
    const gapBefore = before.slice(kept.length);
    const gapAfter = after.slice(0, after.length - after.trimStart().length);
    // The wider one was there without it.
    clean += kept + (gapBefore.length >= gapAfter.length ? gapBefore : gapAfter);
    done = index + code.length + gapAfter.length;
  }
  return done === 0 ? text : (clean + text.slice(done)).trim() || null;
}
