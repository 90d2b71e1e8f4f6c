import { maskPhone } from './phone';

const ID_FIELD = String.raw`"\w*[iI]d":"\d+"`;
const PHONE_FIELD = String.raw`("\w*[pP]hone\w*":)"?\+?(\d{7,15})"?(?=[,}\]])`;
const SPACED_PHONE = String.raw`\+\d(?:[ -]?\d){8,14}(?!\d)`;
// Not a bare JSON number (after `":`), not part of a word, a decimal or a UUID, not a product id (16 digits and more).
const PHONE_IN_TEXT = String.raw`(?<![\w.-]|":)\d{9,15}(?!\w)`;
const PHONES = new RegExp(`${ID_FIELD}|${PHONE_FIELD}|${SPACED_PHONE}|${PHONE_IN_TEXT}`, 'g');

const URL_PASSWORD = /(:\/\/[^:/@\s"]*):[^@\s"/]+@/g;
const BEARER = /\b(Bearer|Basic) [\w.~+/=-]+/g;

/**
 * A JSON log line without people's numbers and without passwords, wherever they got in: fields, messages, links, stack
 * traces. Fields that end in `id` keep their digits: product ids look like phones.
 */
export function maskLogLine(line: string): string {
  return line
    .replace(PHONES, (found: string, field?: string, phone?: string) => {
      if (field !== undefined && phone !== undefined) return `${field}"${maskPhone(phone)}"`;
      return found.startsWith('"') ? found : maskPhone(found);
    })
    .replace(URL_PASSWORD, '$1:•••@')
    .replace(BEARER, '$1 •••');
}
