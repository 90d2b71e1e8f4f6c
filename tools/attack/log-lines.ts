import { z } from 'zod';

const lineSchema = z.looseObject({
  level: z.union([z.string(), z.number()]),
  msg: z.string().optional(),
  process: z.string().optional(),
});
const ERROR = 50;

/** The lines of a log that say that something went wrong. */
export function errorsOf(log: string): string[] {
  return log.split('\n').filter((line) => {
    const level = levelOf(line);
    return level === 'error' || level === 'fatal' || (typeof level === 'number' && level >= ERROR);
  });
}

function levelOf(line: string): string | number | undefined {
  try {
    return lineSchema.parse(JSON.parse(line)).level;
  } catch {
    return undefined;
  }
}

// What a terminal acts on: C0 but for tab and line end, DEL, and C1 as it is in UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;
/** What turns the order of what is read. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/u;

export function controlCharactersIn(text: string): string[] {
  return text.split('\n').filter((line) => CONTROL.test(line) || BIDI.test(line));
}

/** Every form in which a Kenyan number is written; digits that only look like one have others around them. */
export function formsOfPhone(phone: string): RegExp[] {
  const local = phone.slice(3);
  const separated = (digits: string) => [...digits].join('(?:[\\s().\\-_+]|%20|%2d|%2B|\\\\u00a0)*');
  return [new RegExp(`${separated(phone)}(?!\\d)`, 'i'), new RegExp(`(?<!\\d)0${separated(local)}(?!\\d)`, 'i')];
}
