import { z } from 'zod';

/**
 * What a page's address asks for. What makes no sense in it is as if it were not there, so that an old or mangled link
 * still shows something.
 */
export function readKnownParams<Schema extends z.ZodObject>(
  schema: Schema,
  params: Iterable<[string, unknown]>,
): z.infer<Schema> {
  const fields: Record<string, z.core.$ZodType> = schema.shape;
  const known = [...params].filter(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field !== undefined && z.safeParse(field, value).success;
  });
  return schema.parse(Object.fromEntries(known));
}
