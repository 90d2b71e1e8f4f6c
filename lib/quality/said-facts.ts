import { z } from 'zod';

const LONGEST_WORDS = 60;
const MOST_SIZES = 20;
const LONGEST_SIZE = 20;
const MAX_AMOUNT = 1_000_000_000;

const amount = z
  .union([z.number(), z.string()])
  .transform((said) => (typeof said === 'number' ? said : Number(said.replace(/[\s,'’_]/g, '') || Number.NaN)))
  .pipe(z.number().positive().max(MAX_AMOUNT));
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => CURRENCIES.has(code));
const price = z.object({ amount, currency: currency.nullable().catch(null) });

const oneLine = z
  .string()
  .transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
  .pipe(z.string().min(1));
const words = oneLine.pipe(z.string().max(LONGEST_WORDS));
const size = z
  .union([z.string(), z.number().transform(String)])
  .pipe(oneLine)
  .pipe(z.string().max(LONGEST_SIZE));

/**
 * What a model says that the words say. Field by field: what is missing or wrong in one of them is nothing said there,
 * and spoils neither the others nor the decision beside them.
 */
export const saidFactsSchema = z.object({
  price: price.nullable().catch(null),
  brand: words.nullable().catch(null),
  sizes: z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.flatMap((one) => size.safeParse(one).data ?? []).slice(0, MOST_SIZES)),
  material: words.nullable().catch(null),
});
export type SaidFacts = z.infer<typeof saidFactsSchema>;
