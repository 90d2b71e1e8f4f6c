import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf, typeOf } from './describe-schema';

const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });

describe('a type in a few words', () => {
  test.each([
    [z.string(), 'string'],
    [z.string().nullable(), 'string | null'],
    [z.enum(['a', 'b']), '"a" | "b"'],
    [z.array(z.enum(['a', 'b'])), '("a" | "b")[]'],
    [z.iso.datetime().nullable(), 'string (date-time) | null'],
    [z.coerce.number().int().min(1).max(60).default(24), 'integer (1 to 60, default 24)'],
    [z.string().max(9), 'string (at most 9 characters)'],
    [z.literal(true), 'true'],
  ])('%#', (schema, text) => {
    expect(typeOf(json(schema))).toBe(text);
  });

  test('is the name of what the document names', () => {
    expect(typeOf({ type: 'array', items: { $ref: '#/components/schemas/Product' } })).toBe('Product[]');
  });
});

describe('the fields of an object', () => {
  test('are those of objects in it, too, with where they are', () => {
    const inner = z.object({ id: z.string(), note: z.string().optional() });
    const schema = z.object({ one: inner.nullable(), many: z.array(inner) });
    expect(fieldsOf(json(schema)).map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ['one', true],
      ['one.id', true],
      ['one.note', false],
      ['many', true],
      ['many[].id', true],
      ['many[].note', false],
    ]);
  });

  test('are those of each variant', () => {
    const schema = z.union([z.object({ a: z.string() }), z.object({ b: z.number() })]);
    expect(fieldsOf(json(schema)).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
