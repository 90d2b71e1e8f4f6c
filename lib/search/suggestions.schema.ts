// What is suggested while somebody types. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';
import { CATEGORIES } from '@/lib/quality/categories.schema';

const text = z.string().check(z.describe('What to show. Of words: what to search for.'));

export const suggestionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), text }),
  z.object({ kind: z.literal('shop'), text, sellerId: z.uuid() }),
  z.object({ kind: z.literal('category'), text: z.enum(CATEGORIES) }),
]);
export type Suggestion = z.infer<typeof suggestionSchema>;

export const suggestionsSchema = z.object({ suggestions: z.array(suggestionSchema) });
