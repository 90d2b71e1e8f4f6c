import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const caption = z.strictObject({
  /** The seller's: digits with the country's code, no plus. Invented. */
  phone: z.string().regex(/^\d{11,13}$/),
  /** ISO 3166, of the phone. */
  country: z.string().regex(/^[A-Z]{2}$/),
  language: z.enum(['english', 'swahili', 'sheng', 'mixed', 'amharic', 'portuguese', 'indonesian']),
  kind: z.enum(['plain', 'none', 'hard']),
  /** Title, then description, a line each or more. */
  text: z.string().min(1),
  /** `amount` in whole units of the currency. */
  price: z.strictObject({ amount: z.number().positive(), currency: z.string().regex(/^[A-Z]{3}$/) }).nullable(),
  /** Why, where it is not plain. */
  note: z.string().optional(),
});

export type Caption = z.infer<typeof caption>;

/** Captions of a JSONL text, one a line. Throws with the line's number, never with what stands in it. */
export function parseCaptions(jsonl: string): Caption[] {
  return jsonl
    .split('\n')
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const read = caption.safeParse(jsonOrUndefined(line));
      if (read.success) return read.data;
      const fields = read.error.issues.map((issue) => issue.path.join('.') || 'the line');
      throw new Error(`Line ${number} is not a caption: see ${fields.join(', ')}.`);
    });
}

/** `held-back` is never looked at while working on the reader: see README.md. */
export async function readCaptions(half: 'open' | 'held-back'): Promise<Caption[]> {
  return parseCaptions(await readFile(new URL(`./${half}.jsonl`, import.meta.url), 'utf8'));
}

function jsonOrUndefined(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
