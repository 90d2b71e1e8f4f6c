import { PHONE_IN_TEXT } from '../clean-text';

/** Prices stand early; what follows a long text is not worth its time. */
const MAX_TEXT = 10_000;
const PHONES = new RegExp(PHONE_IN_TEXT, 'gi');
const LINKS = /(?:https?:\/\/|www\.|wa\.me\/)\S*|[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,}/gi;
/** Struck out letter by letter, with U+0336. */
const STRUCK = /(?:\S[\u0335\u0336][ ,.]?)+/g;
const UNSEEN = /\p{Cf}|\p{Variation_Selector}|\u20e3/gu;
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Names with digits that would be money: number plates of Kenya (the last letter often hidden) and Uganda, masks. */
const NAMES = /\b(?:K[A-D][A-Z] ?\d{3} ?[A-Z]?|U[AB][A-Z] ?\d{3} ?[A-Z]|K?N95)\b/g;
/** 205/55 R16, R17 rims: wheels, where R15 would be rand. */
const WHEELS =
  /\b\d{3}\/\d{2} ?Z?R ?\d\d\b|\b(?:tyres?|tires?|rims?|wheels?|mags) R\d\d\b|\bR\d\d (?:tyres?|rims?|mags)\b/gi;
/** 5,5OO: the letter O for a nought. */
const NOUGHTS = /(?<![\d.,])\d[\d.,]*o[\d.,o]*(?![\p{L}\d])/giu;
/** Ksh l,500: the letter l for a one. */
const ONES = /(?<=\b(?:kshs?|kes|tshs?|ugx|ushs?)[ .:]{0,3})[lI](?=,?\d)/gi;
const blank = (match: string): string => ' '.repeat(match.length);

/** A text as prices are read from it: no phones and links, no plates and wheels, figures as figures. */
export function readableOf(text: string): string {
  return (
    text
      .slice(0, MAX_TEXT)
      .normalize('NFKC')
      // One character may become eighteen.
      .slice(0, MAX_TEXT)
      .replace(STRUCK, blank)
      .replace(UNSEEN, '')
      .replace(ARABIC_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
      .replace(LINKS, blank)
      .replace(NAMES, blank)
      .replace(WHEELS, blank)
      .replace(ONES, '1')
      .replace(NOUGHTS, (figures) => figures.replace(/o/gi, '0'))
      .replace(PHONES, blank)
  );
}
