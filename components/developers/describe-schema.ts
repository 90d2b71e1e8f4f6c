import type { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** One line of what a call takes or answers. */
export interface Field {
  /** With where it is: `results[].product`. */
  name: string;
  type: string;
  isRequired: boolean;
  description?: string | undefined;
}

const REF = /^#\/components\/schemas\/(\w+)$/;

/** A schema's name in the document, when it has one there. */
function nameOf(schema: JsonSchema): string | null {
  return REF.exec(schema.$ref ?? '')?.[1] ?? null;
}

/** All fields of an object, those of objects in it beneath them. */
export function fieldsOf(schema: JsonSchema, within = ''): Field[] {
  const variants = variantsOf(schema);
  if (variants.length > 1) {
    const all = variants.flatMap((variant) => fieldsOf(variant, within));
    return [...new Map(all.map((field) => [field.name + field.type, field])).values()];
  }
  const { properties = {}, required = [] } = variants[0] ?? schema;
  return Object.entries(properties).flatMap(([key, property]): Field[] => {
    if (typeof property === 'boolean') return [];
    const name = `${within}${key}`;
    const { inner, suffix } = unwrapped(property);
    return [
      { name, type: typeOf(property), isRequired: required.includes(key), description: property.description },
      ...fieldsOf(inner, `${name}${suffix}.`),
    ];
  });
}

/** A type in a few words. */
export function typeOf(schema: JsonSchema): string {
  const name = nameOf(schema);
  if (name !== null) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const variants = (schema.anyOf ?? schema.oneOf)?.map(asSchema);
  if (variants !== undefined) return [...new Set(variants.map(typeOf))].join(' | ');
  if (schema.type === 'array') return `${listed(typeOf(asSchema(schema.items)))}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  const notes = [schema.format ?? schema.pattern, rangeOf(schema), defaultOf(schema)].filter(
    (note) => note !== undefined,
  );
  return notes.length > 0 ? `${type} (${notes.join(', ')})` : type;
}

const listed = (type: string): string => (type.includes(' ') ? `(${type})` : type);

function rangeOf({ minimum, maximum, maxLength }: JsonSchema): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `from ${minimum}`;
  return maxLength === undefined ? undefined : `at most ${maxLength} characters`;
}

const defaultOf = ({ default: value }: JsonSchema): string | undefined =>
  value === undefined ? undefined : `default ${JSON.stringify(value)}`;

/** Without null, which is no variant of its own here. */
function variantsOf(schema: JsonSchema): JsonSchema[] {
  const variants = schema.anyOf ?? schema.oneOf;
  return variants === undefined ? [schema] : variants.map(asSchema).filter(({ type }) => type !== 'null');
}

/** What a list is of, however deep. */
function unwrapped(schema: JsonSchema, suffix = ''): { inner: JsonSchema; suffix: string } {
  const [only, ...others] = variantsOf(schema);
  if (only === undefined || others.length > 0) return { inner: schema, suffix };
  return only.type === 'array' ? unwrapped(asSchema(only.items), `${suffix}[]`) : { inner: only, suffix };
}

/** JSON Schema writes `true` for anything, and lists of schemas for tuples, of which the API has none. */
function asSchema(schema: JsonSchema['items']): JsonSchema {
  return typeof schema === 'object' && !Array.isArray(schema) ? schema : {};
}
