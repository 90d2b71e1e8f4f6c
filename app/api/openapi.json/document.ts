import { z } from 'zod';
import { rateLimits } from '@/app/server/rate-limits';
import { SESSION_COOKIE } from '@/lib/platform/auth';
import { API_ERRORS, type ApiErrorCode } from './errors';
import { COMPONENTS, type ComponentName, OPERATIONS, type Operation } from './operations';

type Json = Record<string, unknown>;

const uriOf = (name: string): string => `#/components/schemas/${name}`;
const refTo = (name: ComponentName): Json => ({ $ref: uriOf(name) });

/** The OpenAPI 3.1 document of the API, of the schemas that routes and browsers read with. */
export function openApiDocument(origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const [call, operation] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = call.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(call, operation) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Soko', version: '1', description: 'Products of WhatsApp sellers, found by photo and by words.' },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } },
    },
  };
}

function describeOperation(call: string, operation: Operation): Json {
  const { id, tag, summary, description, params = {}, query, body, bodyTypes, answers, role, limits } = operation;
  const told = [description, role && `For ${role}s, from this site’s own pages.`, ...limits.map(limitText)];
  const parameters = [
    ...Object.entries(params).map(([name, schema]) => parameter('path', name, schema)),
    ...Object.entries(query?.shape ?? {}).map(([name, schema]) => parameter('query', name, schema)),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: told.filter(Boolean).join(' '),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(refTo(body), bodyTypes) } }),
    responses: {
      ...errorResponses(call, operation),
      ...Object.fromEntries(
        Object.entries(answers).map(([status, [component, text]]) => [
          status,
          { description: text, content: contentOf(refTo(component)) },
        ]),
      ),
    },
    ...(role === undefined ? {} : { security: [{ session: [] }] }),
  };
}

function limitText(name: Operation['limits'][number]): string {
  const { what, burst, perMinute } = rateLimits()[name].settings;
  const rate = perMinute >= 2 ? `${Math.round(perMinute)} a minute` : `${Math.round(perMinute * 60)} an hour`;
  return `At most ${burst} ${what} at once and ${rate} from there.`;
}

function parameter(where: 'path' | 'query', name: string, schema: z.core.$ZodType): Json {
  const { description, ...json } = jsonSchema(schema);
  const required = where === 'path';
  return { name, in: where, required, schema: json, ...(description === undefined ? {} : { description }) };
}

function contentOf(schema: Json, types = ['application/json']): Json {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

/** Of the operation itself and of its kind. */
export function errorCodesOf(call: string, { body, role, errors, limits }: Operation): ApiErrorCode[] {
  const codes: ApiErrorCode[] = ['malformed_request', ...errors, 'unexpected'];
  if (limits.length > 0) codes.push('too_many_requests', 'database_unavailable');
  if (role !== undefined) codes.push('sign_in_required', 'role_required');
  if (role !== undefined && call.startsWith('POST')) codes.push('cross_site');
  if (body !== undefined) codes.push('invalid_request', 'body_too_slow', 'body_too_large', 'too_busy');
  return [...new Set(codes)];
}

function errorResponses(call: string, operation: Operation): Json {
  const codes = errorCodesOf(call, operation);
  const statuses = new Set(codes.map((code) => API_ERRORS[code][0]));
  const of = (status: number) => codes.filter((code) => API_ERRORS[code][0] === status);
  return Object.fromEntries([...statuses].map((status) => [status, errorResponse(status, of(status))]));
}

function errorResponse(status: number, codes: ApiErrorCode[]): Json {
  const known = { properties: { error: { properties: { code: { enum: codes } } } } };
  return {
    description: codes.map((code) => `\`${code}\`: ${API_ERRORS[code][1]}`).join('\n\n'),
    ...(status === 429 || status === 503
      ? { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } } }
      : {}),
    content: contentOf({ allOf: [refTo('Error'), known] }),
  };
}

function componentSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: uriOf, ...AS_SENT });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id, $schema, ...schema }]) => [id, schema]));
}

function jsonSchema(schema: z.core.$ZodType): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, AS_SENT);
  return json;
}

/** What a client sends, before it is read: and answers, which may have more than is written here one day. */
const AS_SENT = {
  io: 'input',
  override: ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    // A format says it; the pattern beside it is 200 characters of zod's own.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  },
} as const;
