import { maskPhones } from './mask-phones';
import { maskPhone } from './phone';

const URL_PASSWORD = /(:\/\/[^:/@\s"]*):[^@\s"/]+@/g;
const BEARER = /\b(Bearer|Basic) [\w.~+/=-]+/g;
const PHONE_FIELD = /phone|msisdn|mobile|whatsapp/i;
/** Their digits stay: product ids look like phones. */
const ID_FIELD = /(?:^i|I|_i)ds?$/;
const PHONE = /^\+?\d{7,15}$/;
/** A number in JSON that is a phone by its look alone: milliseconds and ids are longer, sizes and counts shorter. */
const PHONE_AS_NUMBER = /^(?:254[17]|255[67]|256[37])\d{8}$/;
/** Deeper than what anybody logs; what is below is left out. */
const MOST_DEPTH = 40;

/**
 * A log line without people's numbers and passwords, wherever they got in: fields, their names, messages, links, stack
 * traces. JSON stays JSON; anything else is masked as text. Fields that end in `id` keep their digits.
 */
export function maskLogLine(line: string): string {
  const end = line.endsWith('\n') ? '\n' : '';
  const fields = line.startsWith('{') ? parse(line) : undefined;
  return fields === undefined ? maskText(line) : JSON.stringify(maskValue(fields, '', 0)) + end;
}

function maskText(text: string): string {
  return maskPhones(text).replace(URL_PASSWORD, '$1:•••@').replace(BEARER, '$1 •••');
}

/** `field`: the name of the nearest one around it. */
function maskValue(value: unknown, field: string, depth: number): unknown {
  if (typeof value === 'string') {
    if (ID_FIELD.test(field) && /^\d+$/.test(value)) return value;
    return PHONE_FIELD.test(field) && PHONE.test(value) ? maskPhone(value) : maskText(value);
  }
  if (typeof value === 'number') {
    const digits = String(value);
    const isPhone = PHONE_FIELD.test(field) ? PHONE.test(digits) : PHONE_AS_NUMBER.test(digits);
    return isPhone && !ID_FIELD.test(field) ? maskPhone(digits) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MOST_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((item) => maskValue(item, field, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [maskText(name), maskValue(item, name, depth + 1)]),
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
