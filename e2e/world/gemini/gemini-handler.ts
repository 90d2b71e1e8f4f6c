import sharp from 'sharp';
import type { z } from 'zod';
import { actOutFault, type ErrorVoice } from '@/e2e/world/http/act-out-fault';
import { BodyTooLarge, type Exchange, pause, readBody, send, sendJson } from '@/e2e/world/http/exchange';
import type { GeminiFeature, GeminiTakeover } from '@/e2e/world/quirks/gemini';
import type { WorldState } from '@/e2e/world/world-state';
import { fill, judge, WITHOUT_SCHEMA } from './answer';
import type { Recogniser } from './recognise';
import { type GenerateRequest, generateRequest, imagesOf, textOf } from './request';
import { type TroubleName, troubleOf } from './troubles';

export interface GeminiContext {
  state: WorldState;
  recogniser: Recogniser;
  apiKey: string;
}

/** Gemini's own limit for a request with inline data. */
const MAX_REQUEST_BYTES = 20 * 1024 * 1024;
const JSON_TYPE = 'application/json; charset=UTF-8';

const STATUS_NAMES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};
const MESSAGES: Record<number, string> = {
  429: 'You exceeded your current quota, please check your plan and billing details.',
  500: 'An internal error has occurred. Please retry.',
  503: 'The model is overloaded. Please try again later.',
};

const geminiVoice: ErrorVoice = {
  type: JSON_TYPE,
  body: (status, retryAfterSeconds) => {
    const details =
      retryAfterSeconds === undefined
        ? []
        : [
            {
              '@type': 'type.googleapis.com/google.rpc.RetryInfo',
              retryDelay: `${retryAfterSeconds}s`,
            },
          ];
    return errorBody(status, MESSAGES[status] ?? `Error ${status}`, details);
  },
  beginning: '{"candidates":[{"content":{"parts":[{"text":"{\\"decision\\":',
};

const errorBody = (code: number, message: string, details: unknown[] = []): string =>
  JSON.stringify({
    error: {
      code,
      message,
      status: STATUS_NAMES[code] ?? 'UNKNOWN',
      ...(details.length > 0 && { details }),
    },
  });

const refuse = (exchange: Exchange, code: number, message: string, details?: unknown[]): void =>
  send(exchange, code, JSON_TYPE, errorBody(code, message, details));

/** `POST /v1beta/models/MODEL:generateContent` and `GET /v1beta/models/MODEL`, as Google's SDK calls them. */
export async function answerGemini(exchange: Exchange, context: GeminiContext): Promise<void> {
  const call = /\/(?:v1|v1beta)\/models\/([\w.-]+)(?::(\w+))?$/.exec(exchange.url.pathname);
  if (call === null) return refuse(exchange, 404, 'Not found');
  const [, model = '', method] = call;
  if (method === undefined) return answerModel(exchange, model, context);
  if (method !== 'generateContent' || exchange.request.method !== 'POST') {
    return refuse(exchange, 404, `models/${model} is not found or is not supported for ${method}.`);
  }
  const read = await readRequest(exchange, context);
  if (read === undefined) return;
  return generate(exchange, model, read, context);
}

async function answerModel(exchange: Exchange, model: string, context: GeminiContext): Promise<void> {
  context.state.stats.track(exchange, 'other');
  if (!checkKey(exchange, context.apiKey)) return;
  const rules = context.state.quirks.list().map(({ rule }) => rule);
  const quirks = rules.flatMap(({ on, quirk, product, seller }) =>
    on === 'gemini' && !product && !seller ? [quirk] : [],
  );
  for (const quirk of quirks) {
    if (quirk.kind === 'trouble' && troubleOf(quirk.as).always) return sendTrouble(exchange, quirk.as);
  }
  return sendJson(exchange, 200, {
    name: `models/${model}`,
    version: 'stand-in',
    supportedGenerationMethods: ['generateContent'],
    ...statusOf(quirks),
  });
}

function statusOf(quirks: readonly { kind: string; at?: unknown }[]): object {
  const leaving = quirks.find(({ kind }) => kind === 'leaving');
  if (leaving === undefined) return {};
  return { modelStatus: { modelStage: 'DEPRECATED', retirementTime: leaving.at, message: 'It will be shut down.' } };
}

function sendTrouble(exchange: Exchange, name: TroubleName): void {
  const { status, error } = troubleOf(name);
  send(exchange, status, JSON_TYPE, JSON.stringify({ error }));
}

function checkKey(exchange: Exchange, apiKey: string): boolean {
  const given = exchange.request.headers['x-goog-api-key'] ?? exchange.url.searchParams.get('key');
  if (given === apiKey) return true;
  if (given === null || given === undefined || given === '') {
    refuse(exchange, 403, "Method doesn't allow unregistered callers (callers without established identity).");
  } else {
    const reason = {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
    };
    refuse(exchange, 400, 'API key not valid. Please pass a valid API key.', [reason]);
  }
  return false;
}

/** The request once it is one Gemini would take; otherwise it has been answered. */
async function readRequest(exchange: Exchange, { state, apiKey }: GeminiContext): Promise<GenerateRequest | undefined> {
  const counted = (): void => state.stats.track(exchange, 'gemini');
  if (!checkKey(exchange, apiKey)) {
    counted();
    return undefined;
  }
  try {
    const body = await readBody(exchange.request, MAX_REQUEST_BYTES);
    const parsed = generateRequest.safeParse(JSON.parse(body.toString('utf8')));
    if (parsed.success) return parsed.data;
    refuse(exchange, 400, `Invalid JSON payload received. ${inWords(parsed.error)}`);
  } catch (error) {
    if (error instanceof BodyTooLarge) refuse(exchange, 400, 'Request payload size exceeds the limit: 20971520 bytes.');
    else if (error instanceof SyntaxError) refuse(exchange, 400, 'Invalid JSON payload received.');
    else if (!exchange.over.aborted) throw error;
  }
  counted();
  return undefined;
}

const inWords = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${message} at '${path.join('.')}'`).join('; ');

async function generate(
  exchange: Exchange,
  model: string,
  request: GenerateRequest,
  context: GeminiContext,
): Promise<void> {
  const { state, recogniser } = context;
  const images = imagesOf(request).map(({ data }) => Buffer.from(data, 'base64'));
  const product = await recogniser.recognise(textOf(request), images[0]);
  state.stats.track(exchange, 'gemini', product?.id);
  const target = {
    product: product?.id,
    seller: product?.phone,
    agent: exchange.agent,
  };
  const { takeover, features } = state.quirks.take('gemini', target);
  const slow = features.reduce((sum, feature) => sum + (feature.kind === 'slow' ? feature.ms : 0), 0);
  await pause(exchange, state.latencyOf('gemini', product?.phone) + slow);
  if (takeover !== undefined) return actOut(exchange, model, takeover);
  for (const image of images) {
    if (!(await isImage(image))) return refuse(exchange, 400, 'Unable to process input image. Please retry or report.');
  }
  const verdict = judge(
    product,
    features.some(({ kind }) => kind === 'obedient'),
  );
  const asked = request.generationConfig?.responseSchema ?? WITHOUT_SCHEMA;
  const json = request.generationConfig?.responseMimeType === 'application/json';
  const text = garble(JSON.stringify(change(fill(asked, verdict), features)), features, json);
  const cutOff = features.some(({ kind }) => kind === 'cut-off');
  return sendParts(exchange, model, partsOf(text, features), cutOff ? 'MAX_TOKENS' : 'STOP', statusOf(features));
}

function partsOf(text: string, features: readonly GeminiFeature[]): object[] {
  const middle = features.some(({ kind }) => kind === 'split') ? Math.floor(text.length / 2) : text.length;
  const thought = { text: 'The picture and the words agree. I will answer in JSON.', thought: true };
  return [
    ...(features.some(({ kind }) => kind === 'thought') ? [thought] : []),
    { text: text.slice(0, middle), thoughtSignature: 'c2lnbmF0dXJl' },
    ...(middle < text.length ? [{ text: text.slice(middle) }] : []),
  ];
}

const isImage = (bytes: Buffer): Promise<boolean> =>
  sharp(bytes)
    .metadata()
    .then(
      ({ format }) => ['jpeg', 'png', 'webp', 'heif'].includes(format),
      () => false,
    );

function change(answer: unknown, features: readonly GeminiFeature[]): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  let changed: Record<string, unknown> = { ...answer };
  for (const feature of features) {
    if (feature.kind === 'set') changed = { ...changed, ...feature.fields };
    if (feature.kind === 'drop') delete changed[feature.field];
  }
  return changed;
}

/** Not asked for JSON, a model wraps it in prose and fences of its own accord. */
function garble(json: string, features: readonly GeminiFeature[], asJson: boolean): string {
  const has = (kind: GeminiFeature['kind']): boolean => features.some((feature) => feature.kind === kind);
  if (has('cut-off')) return json.slice(0, Math.floor(json.length * 0.6));
  const fenced = has('fences') || !asJson ? `\`\`\`json\n${json}\n\`\`\`` : json;
  return has('prose') || !asJson
    ? `Here is my review of the product:\n\n${fenced}\n\nLet me know if you need more.`
    : fenced;
}

function actOut(exchange: Exchange, model: string, takeover: GeminiTakeover): Promise<void> | void {
  switch (takeover.kind) {
    case 'blocked':
      return sendAnswer(exchange, model, {
        promptFeedback: { blockReason: takeover.reason },
      });
    case 'finish':
      return sendAnswer(exchange, model, {
        candidates: [{ finishReason: takeover.reason, index: 0, safetyRatings: [] }],
      });
    case 'no-candidates':
      return sendAnswer(exchange, model, { candidates: [] });
    case 'no-text':
      return sendAnswer(exchange, model, {
        candidates: [
          {
            content: { role: 'model', parts: [] },
            finishReason: 'STOP',
            index: 0,
          },
        ],
      });
    case 'text':
      return sendParts(exchange, model, [{ text: takeover.text }], 'STOP');
    case 'trouble':
      return sendTrouble(exchange, takeover.as);
    case 'html':
      return send(exchange, 200, 'text/html', '<!DOCTYPE html><title>Sign in to the network</title>');
    default:
      return actOutFault(exchange, takeover, geminiVoice);
  }
}

const sendParts = (exchange: Exchange, model: string, parts: object[], finishReason: string, beside = {}): void =>
  sendAnswer(exchange, model, {
    candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }],
    ...beside,
  });

function sendAnswer(exchange: Exchange, model: string, answer: object): void {
  const usageMetadata = {
    promptTokenCount: 412,
    candidatesTokenCount: 58,
    totalTokenCount: 470,
  };
  send(exchange, 200, JSON_TYPE, JSON.stringify({ ...answer, usageMetadata, modelVersion: model }));
}
