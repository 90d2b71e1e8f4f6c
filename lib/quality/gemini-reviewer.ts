import { type EnumStringSchema, GoogleGenerativeAI, type ResponseSchema, SchemaType } from '@google/generative-ai';
import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { CATEGORIES } from './categories.schema';
import {
  asUnreachable,
  type GeminiAccess,
  generatesNothing,
  judgeGeminiAnswer,
  keyCannotBeSent,
  refusesAll,
  reviewerInvalidAnswer,
  reviewerRefused,
  reviewerUnavailable,
  UnclearRefusal,
} from './gemini-errors';
import { type ModelStatus, readModelAnswer, reviewerState } from './gemini-models';
import { withGuardedFetch } from './guarded-fetch';
import { PROBLEMS } from './problems.schema';
import {
  DECISIONS,
  type QualityReviewer,
  type ReviewAnswer,
  type ReviewerState,
  type ReviewerTokens,
  type ReviewSubject,
  reviewAnswerSchema,
} from './quality-reviewer';
import { reviewPrompt } from './review-prompt';

const API_VERSION = 'v1beta';
/** A model that thinks takes ten seconds now and then; one that takes a minute will not answer. */
const TIMEOUT_MS = 60_000;
/** What a header can carry. */
const CAN_BE_SENT = /^[\x21-\x7e]+$/;

const text = (description: string): ResponseSchema => ({ type: SchemaType.STRING, nullable: true, description });
const choice = (values: readonly string[]): EnumStringSchema => ({
  type: SchemaType.STRING,
  format: 'enum',
  enum: [...values],
});
/** In the part of OpenAPI's schemas that Gemini reads. */
const RESPONSE_SCHEMA: ResponseSchema = {
  type: SchemaType.OBJECT,
  properties: {
    decision: choice(DECISIONS),
    confidence: { type: SchemaType.NUMBER, description: '0 to 1' },
    problems: { type: SchemaType.ARRAY, items: choice(PROBLEMS) },
    category: choice(CATEGORIES),
    note: { type: SchemaType.STRING },
    price: {
      type: SchemaType.OBJECT,
      nullable: true,
      properties: {
        amount: { type: SchemaType.NUMBER, description: 'one item, to be paid now; 2.5k is 2500' },
        currency: { type: SchemaType.STRING, description: 'ISO 4217' },
      },
      required: ['amount', 'currency'],
    },
    brand: text('as the words say it'),
    sizes: { type: SchemaType.ARRAY, items: { type: SchemaType.STRING }, description: 'as the words say them' },
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
  onTokens?: (tokens: ReviewerTokens) => void;
}

/** Gemini by its own SDK, which is imported nowhere else (its API: ai.google.dev/api/generate-content). */
export class GeminiReviewer implements QualityReviewer {
  readonly name: string;
  private readonly baseUrl: string;
  /** In the API's paths. */
  private readonly path: string;
  private readonly access: GeminiAccess;
  private status: ModelStatus | undefined;

  constructor(private readonly options: GeminiReviewerOptions) {
    // As its API lists them, and as people paste them: models/gemini-…
    this.name = options.model.replace(/^models\//, '');
    this.access = { apiKey: options.apiKey, model: this.name };
    this.path = `models/${encodeURIComponent(this.name)}`;
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
  }

  async review(subject: ReviewSubject, { signal }: { signal?: AbortSignal } = {}): Promise<ReviewAnswer> {
    try {
      return await this.ask(subject, signal);
    } catch (error) {
      if (!(error instanceof UnclearRefusal)) throw error;
      const other = await this.ask(HARMLESS, signal).catch((refusal: unknown) => refusal);
      if (other instanceof UnclearRefusal) throw refusesAll(other, this.access);
      throw other instanceof SokoError && other.retry.again ? other : error;
    }
  }

  private async ask(subject: ReviewSubject, signal: AbortSignal | undefined): Promise<ReviewAnswer> {
    const { systemInstruction, content } = reviewPrompt(subject);
    const image = subject.image === null ? [] : [inlineJpeg(subject.image)];
    const model = new GoogleGenerativeAI(this.options.apiKey).getGenerativeModel(
      {
        model: this.path,
        systemInstruction,
        // No temperature: models from Gemini 3 on are made for their own, and are to refuse one.
        generationConfig: { responseMimeType: 'application/json', responseSchema: RESPONSE_SCHEMA },
      },
      { baseUrl: this.baseUrl, apiVersion: API_VERSION },
    );
    const { response } = await this.call(signal, () => model.generateContent([{ text: content }, ...image]));
    this.status = readModelAnswer(response).modelStatus ?? this.status;
    const tokens = usage.safeParse(response).data;
    // Paid for, whatever it says.
    if (tokens) this.options.onTokens?.(tokens);
    return readReview(response);
  }

  async ping({ signal }: { signal?: AbortSignal } = {}): Promise<ReviewerState> {
    // The SDK has no method for it.
    const url = `${this.baseUrl}/${API_VERSION}/${this.path}`;
    const headers = { 'x-goog-api-key': this.options.apiKey };
    const told = readModelAnswer(await this.call(signal, async () => (await fetch(url, { headers })).json()));
    const { modelStatus, description, supportedGenerationMethods: methods } = told;
    if (methods !== undefined && !methods.includes('generateContent')) throw generatesNothing(this.access);
    return reviewerState(this.name, modelStatus ?? this.status, description);
  }

  /** One request. Its answer is judged before the SDK makes an error of it, which loses half of what Google says. */
  private async call<T>(signal: AbortSignal | undefined, request: () => Promise<T>): Promise<T> {
    const { apiKey, timeoutMs = TIMEOUT_MS } = this.options;
    if (!CAN_BE_SENT.test(apiKey)) throw keyCannotBeSent();
    // Not the SDK's own timeout: its timer runs on after the answer, and its signal misses one aborted before.
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return await withGuardedFetch(
        {
          signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
          judge: (answer) => judgeGeminiAnswer(answer, this.access),
        },
        request,
      );
    } catch (error) {
      if (error instanceof SokoError) throw error;
      if (signal?.aborted === true) throw reviewerUnavailable('the review was cancelled');
      if (timeout.aborted) throw reviewerUnavailable(`nothing came within ${timeoutMs} ms`);
      throw asUnreachable(error, this.access);
    }
  }
}

const inlineJpeg = (image: Uint8Array) => ({
  inlineData: {
    mimeType: 'image/jpeg',
    data: Buffer.from(image.buffer, image.byteOffset, image.byteLength).toString('base64'),
  },
});

const tokenCount = z.int().nonnegative().catch(0);
const usage = z
  .object({
    usageMetadata: z.object({
      ...{ promptTokenCount: tokenCount, candidatesTokenCount: tokenCount, thoughtsTokenCount: tokenCount },
    }),
  })
  .transform(({ usageMetadata: { promptTokenCount, candidatesTokenCount, thoughtsTokenCount } }) => ({
    in: promptTokenCount,
    out: candidatesTokenCount + thoughtsTokenCount,
  }));

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
function readReview(response: object): ReviewAnswer {
  const { candidates, promptFeedback } = generated.parse(response);
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
