import { z } from 'zod';
import { rateLimits } from '@/app/server/rate-limits';
import { SESSION_COOKIE } from '@/lib/platform/auth';
import { API_ERRORS, type ApiErrorCode } from './errors';
import { COMPONENTS, type ComponentName, OPERATIONS, type Operation } from './operations';

type Json = Record<string, unknown>;
export type JsonSchema = z.core.JSONSchema.BaseSchema;

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
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        shopKey: { type: 'http', scheme: 'bearer', description: 'A device’s, from the cookie of `POST /api/sellers`.' },
        shopCookie: { type: 'apiKey', in: 'cookie', name: 'soko_shops', description: '`__Host-soko_shops` by https.' },
      },
    },
  };
}

function describeOperation(call: string, operation: Operation): Json {
  const { id, tag, summary, body, bodyTypes, answers, answerTypes, role, shop } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: notesOn(operation).join(' '),
    parameters: parametersOf(operation),
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(refTo(body), bodyTypes) } }),
    responses: {
      ...errorResponses(call, operation),
      ...Object.fromEntries(
        Object.entries(answers).map(([status, [component, text]]) => [
          status,
          { description: text, content: contentOf(refTo(component), answerTypes) },
        ]),
      ),
    },
    ...(role === undefined ? {} : { security: [{ session: [] }] }),
    ...(shop === undefined ? {} : { security: [{ shopKey: [] }, { shopCookie: [] }] }),
  };
}

/** What else there is to know of a call. */
export function notesOn({ description, role, shop, limits }: Operation): string[] {
  return [
    ...(description === undefined ? [] : [description]),
    ...(role === undefined ? [] : [`For ${role}s, from this site’s own pages.`]),
    ...(shop === undefined ? [] : [`For the shop’s ${shop}.`]),
    ...limits.map((limit) => {
      const { what, burst, perMinute } = rateLimits()[limit].settings;
      const rate = perMinute >= 2 ? `${Math.round(perMinute)} a minute` : `${Math.round(perMinute * 60)} an hour`;
      return `At most ${burst} ${what} at once and ${rate} from there.`;
    }),
  ];
}

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export function parametersOf({ params = {}, query }: Operation): Parameter[] {
  const all = [...Object.entries(params), ...Object.entries(query?.shape ?? {})];
  return all.map(([name, given]) => {
    const { $schema, description, ...schema } = z.toJSONSchema(given, AS_SENT);
    const where = name in params ? 'path' : 'query';
    return { name, in: where, required: where === 'path', ...(description ? { description } : {}), schema };
  });
}

function contentOf(schema: Json, types = ['application/json']): Json {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

/** Of the operation itself and of its kind. */
export function errorCodesOf(call: string, { body, role, shop, errors, limits }: Operation): ApiErrorCode[] {
  const codes: ApiErrorCode[] = ['malformed_request', ...errors, 'unexpected'];
  if (limits.length > 0) codes.push('too_many_requests', 'database_unavailable');
  if (role !== undefined) codes.push('sign_in_required', 'role_required');
  if (shop !== undefined) codes.push('seller_not_found', 'shop_not_yours', 'cross_site');
  if (shop === 'owner') codes.push('proof_needed');
  if (role !== undefined && call.startsWith('POST')) codes.push('cross_site');
  if (body !== undefined) codes.push('invalid_request', 'body_too_slow', 'body_too_large', 'too_busy');
  return [...new Set(codes)].sort((one, other) => API_ERRORS[one][0] - API_ERRORS[other][0]);
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

let schemas: Record<string, JsonSchema> | undefined;

/** Made once: it takes some ms. */
export function componentSchemas(): Record<string, JsonSchema> {
  schemas ??= makeComponentSchemas();
  return schemas;
}

function makeComponentSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri: uriOf, ...AS_SENT }).schemas;
  return Object.fromEntries(Object.entries(made).map(([id, { $id, $schema, ...schema }]) => [id, schema]));
}

/** What a client sends, before it is read: and answers, which may have more than is written here one day. */
const AS_SENT = {
  io: 'input',
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    // A format says it; the pattern beside it is 200 characters of zod's own.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  },
} as const;
