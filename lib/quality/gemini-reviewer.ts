import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { CATEGORIES } from './categories.schema';
import {
  asUnreachable,
  type GeminiAccess,
  type GeminiAnswer,
  generatesNothing,
  isUnclear,
  keyCannotBeSent,
  readGeminiAnswer,
  refusesAll,
  reviewerInvalidAnswer,
  reviewerRefused,
  reviewerUnavailable,
} from './gemini-errors';
import { type ModelStatus, readModelAnswer, reviewerState } from './gemini-models';
import { PROBLEMS } from './problems.schema';
import {
  DECISIONS,
  type QualityReviewer,
  type ReviewAnswer,
  type ReviewerState,
  type ReviewSubject,
  reviewAnswerSchema,
} from './quality-reviewer';
import { reviewPrompt } from './review-prompt';

const API_VERSION = 'v1beta';
/** A model that thinks takes ten seconds now and then; one that takes a minute will not answer. */
const TIMEOUT_MS = 60_000;
/** What a header can carry. */
const CAN_BE_SENT = /^[\x21-\x7e]+$/;

const text = (description: string) => ({ type: 'STRING', nullable: true, description });
const choice = (values: readonly string[]) => ({ type: 'STRING', format: 'enum', enum: [...values] });
/** In the part of OpenAPI's schemas that Gemini reads. */
const RESPONSE_SCHEMA = {
  type: 'OBJECT',
  properties: {
    decision: choice(DECISIONS),
    confidence: { type: 'NUMBER', description: '0 to 1' },
    problems: { type: 'ARRAY', items: choice(PROBLEMS) },
    category: choice(CATEGORIES),
    note: { type: 'STRING' },
    price: {
      type: 'OBJECT',
      nullable: true,
      properties: {
        amount: { type: 'NUMBER', description: 'one item, to be paid now; 2.5k is 2500' },
        currency: { type: 'STRING', description: 'ISO 4217' },
      },
      required: ['amount', 'currency'],
    },
    brand: text('as the words say it'),
    sizes: { type: 'ARRAY', items: { type: 'STRING' }, description: 'as the words say them' },
    material: text('as the words say it'),
  },
  required: ['decision', 'confidence', 'problems', 'category', 'note'],
};

/** What no reviewer has a reason to refuse: asked about where it is unclear whose fault a refusal was. */
const HARMLESS: ReviewSubject = {
  ...{ productId: '0', title: 'Kiondo', description: 'A basket.', businessName: null, priceText: null, image: null },
};

export interface GeminiReviewerOptions {
  apiKey: string;
  model: string;
  /** Origin and, if any, path before `/v1beta`. */
  baseUrl: string;
  timeoutMs?: number;
}

/** Gemini by its HTTP API (ai.google.dev/api/generate-content). */
export class GeminiReviewer implements QualityReviewer {
  readonly name: string;
  private readonly modelUrl: string;
  private readonly access: GeminiAccess;
  private status: ModelStatus | undefined;

  constructor(private readonly options: GeminiReviewerOptions) {
    // As its API lists them, and as people paste them: models/gemini-…
    this.name = options.model.replace(/^models\//, '');
    this.access = { apiKey: options.apiKey, model: this.name };
    this.modelUrl = `${options.baseUrl.replace(/\/+$/, '')}/${API_VERSION}/models/${encodeURIComponent(this.name)}`;
  }

  async review(subject: ReviewSubject, { signal }: { signal?: AbortSignal } = {}): Promise<ReviewAnswer> {
    try {
      return await this.ask(subject, signal);
    } catch (error) {
      if (!isUnclear(error)) throw error;
      const other = await this.ask(HARMLESS, signal).catch((refusal: unknown) => refusal);
      if (isUnclear(other)) throw refusesAll(other, this.access);
      throw other instanceof SokoError && other.retry.again ? other : error;
    }
  }

  private async ask(subject: ReviewSubject, signal: AbortSignal | undefined): Promise<ReviewAnswer> {
    const { systemInstruction, content } = reviewPrompt(subject);
    const image = subject.image === null ? [] : [inlineJpeg(subject.image)];
    const json = await this.call(`${this.modelUrl}:generateContent`, signal, {
      systemInstruction: { parts: [{ text: systemInstruction }] },
      contents: [{ role: 'user', parts: [{ text: content }, ...image] }],
      // No temperature: models from Gemini 3 on are made for their own, and are to refuse one.
      generationConfig: { responseMimeType: 'application/json', responseSchema: RESPONSE_SCHEMA },
    });
    this.status = readModelAnswer(json).modelStatus ?? this.status;
    return readReview(json);
  }

  async ping({ signal }: { signal?: AbortSignal } = {}): Promise<ReviewerState> {
    const told = readModelAnswer(await this.call(this.modelUrl, signal));
    const { modelStatus, description, supportedGenerationMethods: methods } = told;
    if (methods !== undefined && !methods.includes('generateContent')) throw generatesNothing(this.access);
    return reviewerState(this.name, modelStatus ?? this.status, description);
  }

  /** One request; its answer's JSON when it is one of the model's. */
  private async call(url: string, signal: AbortSignal | undefined, body?: object): Promise<object> {
    const { apiKey, timeoutMs = TIMEOUT_MS } = this.options;
    if (!CAN_BE_SENT.test(apiKey)) throw keyCannotBeSent();
    const timeout = AbortSignal.timeout(timeoutMs);
    let answer: GeminiAnswer;
    try {
      const response = await fetch(url, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: { 'x-goog-api-key': apiKey, 'content-type': 'application/json' },
        // A followed redirect would hand the key to another host.
        redirect: 'manual',
        cache: 'no-store',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      const { status, headers } = response;
      answer = { status, retryAfter: headers.get('retry-after'), body: await response.text() };
    } catch (error) {
      if (signal?.aborted === true) throw reviewerUnavailable('the review was cancelled');
      if (timeout.aborted) throw reviewerUnavailable(`nothing came within ${timeoutMs} ms`);
      throw asUnreachable(error, this.access);
    }
    return readGeminiAnswer(answer, this.access);
  }
}

const inlineJpeg = (image: Uint8Array) => ({
  inlineData: {
    mimeType: 'image/jpeg',
    data: Buffer.from(image.buffer, image.byteOffset, image.byteLength).toString('base64'),
  },
});

const part = z.object({ text: z.string().catch(''), thought: z.boolean().catch(false) });
const generated = z.object({
  candidates: z
    .array(
      z.object({
        finishReason: z.string().catch('STOP'),
        content: z.object({ parts: z.array(part).catch([]) }).catch({ parts: [] }),
      }),
    )
    .catch([]),
  promptFeedback: z.object({ blockReason: z.string().catch('') }).catch({ blockReason: '' }),
});
const FINISHED = ['STOP', 'FINISH_REASON_UNSPECIFIED'];

/** Nothing but a finished answer that fits the schema counts: an approval is never read out of anything else. */
function readReview(json: object): ReviewAnswer {
  const { candidates, promptFeedback } = generated.parse(json);
  const [candidate] = candidates;
  if (promptFeedback.blockReason !== '') throw reviewerRefused(`it was blocked by ${promptFeedback.blockReason}.`);
  if (candidate === undefined) throw reviewerUnavailable('the answer is empty');
  const { finishReason, content } = candidate;
  if (finishReason === 'MAX_TOKENS') throw reviewerInvalidAnswer('it breaks off');
  if (finishReason.startsWith('MALFORMED_')) throw reviewerUnavailable(`it stopped with ${finishReason}`);
  if (!FINISHED.includes(finishReason)) throw reviewerRefused(`it stopped with ${finishReason}.`);
  // What it thought comes first, and is no answer.
  const said = content.parts.map((each) => (each.thought ? '' : each.text)).join('');
  if (said.trim() === '') throw reviewerUnavailable('the answer is empty');
  return parseReview(said);
}

function parseReview(said: string): ReviewAnswer {
  let json: unknown;
  try {
    json = JSON.parse(said);
  } catch {
    throw reviewerInvalidAnswer('it is not JSON');
  }
  const parsed = reviewAnswerSchema.safeParse(
    typeof json === 'object' && json !== null ? { ...json, facts: json } : json,
  );
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    throw reviewerInvalidAnswer(where.join('; ').slice(0, 300));
  }
  return { ...parsed.data, problems: [...new Set(parsed.data.problems)] };
}
