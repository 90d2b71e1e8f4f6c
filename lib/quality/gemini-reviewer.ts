import {
  type EnhancedGenerateContentResponse,
  type EnumStringSchema,
  FinishReason,
  GoogleGenerativeAI,
  GoogleGenerativeAIFetchError,
  GoogleGenerativeAIResponseError,
  type ResponseSchema,
  SchemaType,
} from '@google/generative-ai';
import { SokoError } from '@/lib/platform/errors';
import { CATEGORIES } from './categories.schema';
import { type GuardedCall, withGuardedFetch } from './guarded-fetch';
import { PROBLEMS } from './problems.schema';
import {
  DECISIONS,
  type QualityReviewer,
  type ReviewAnswer,
  type ReviewSubject,
  reviewAnswerSchema,
} from './quality-reviewer';
import { reviewPrompt } from './review-prompt';
import {
  googleRetryMs,
  reviewerInvalidAnswer,
  reviewerRateLimited,
  reviewerRefused,
  reviewerUnavailable,
} from './reviewer-errors';

const API_VERSION = 'v1beta';
/** A model that thinks takes ten seconds now and then; one that takes a minute will not answer. */
const TIMEOUT_MS = 60_000;

const choice = (values: readonly string[]): EnumStringSchema => ({
  type: SchemaType.STRING,
  format: 'enum',
  enum: [...values],
});
const RESPONSE_SCHEMA: ResponseSchema = {
  type: SchemaType.OBJECT,
  properties: {
    decision: choice(DECISIONS),
    confidence: { type: SchemaType.NUMBER, description: '0 to 1' },
    problems: { type: SchemaType.ARRAY, items: choice(PROBLEMS) },
    category: choice(CATEGORIES),
    note: { type: SchemaType.STRING },
  },
  required: ['decision', 'confidence', 'problems', 'category', 'note'],
};

export interface GeminiReviewerOptions {
  apiKey: string;
  model: string;
  /** Origin and, if any, path before `/v1beta`. */
  baseUrl: string;
  timeoutMs?: number;
}

/** Gemini through its own SDK, which is imported nowhere else. */
export class GeminiReviewer implements QualityReviewer {
  readonly name: string;
  private readonly baseUrl: string;
  private readonly timeoutMs: number;

  constructor(private readonly options: GeminiReviewerOptions) {
    this.name = options.model;
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  async review(subject: ReviewSubject, options: { signal?: AbortSignal } = {}): Promise<ReviewAnswer> {
    const { systemInstruction, content } = reviewPrompt(subject);
    const model = new GoogleGenerativeAI(this.options.apiKey).getGenerativeModel(
      {
        model: this.options.model,
        systemInstruction,
        generationConfig: { temperature: 0, responseMimeType: 'application/json', responseSchema: RESPONSE_SCHEMA },
      },
      { baseUrl: this.baseUrl, apiVersion: API_VERSION },
    );
    const parts = [{ text: content }, ...(subject.image === null ? [] : [inlineJpeg(subject.image)])];
    return this.guarded(options.signal, async () => readAnswer((await model.generateContent(parts)).response));
  }

  async ping(): Promise<void> {
    await this.guarded(undefined, async () => {
      const url = `${this.baseUrl}/${API_VERSION}/models/${encodeURIComponent(this.options.model)}`;
      const response = await fetch(url, { headers: { 'x-goog-api-key': this.options.apiKey } });
      await response.body?.cancel();
      if (!response.ok) throw new GoogleGenerativeAIFetchError(url, response.status, response.statusText);
    });
  }

  private async guarded<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    // Not the SDK's own timeout: its timer runs on after the answer, and its signal misses one aborted before.
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const call: GuardedCall = {
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      retryAfter: null,
    };
    try {
      return await withGuardedFetch(call, work);
    } catch (error) {
      if (error instanceof SokoError) throw error;
      if (signal?.aborted === true) throw reviewerUnavailable('the review was cancelled', error);
      if (timeout.aborted) throw reviewerUnavailable(`nothing came within ${this.timeoutMs} ms`, error);
      throw asReviewerError(error, call.retryAfter);
    }
  }
}

const inlineJpeg = (image: Uint8Array) => ({
  inlineData: {
    mimeType: 'image/jpeg',
    data: Buffer.from(image.buffer, image.byteOffset, image.byteLength).toString('base64'),
  },
});

/** Nothing but a finished answer that fits the schema counts: an approval is never read out of anything else. */
function readAnswer(response: EnhancedGenerateContentResponse): ReviewAnswer {
  const finish = response.candidates?.[0]?.finishReason;
  if (finish === FinishReason.MAX_TOKENS) throw reviewerInvalidAnswer('it breaks off');
  const text = response.text();
  if (finish !== undefined && finish !== FinishReason.STOP) throw reviewerRefused(`it stopped with ${finish}.`);
  if (text.trim() === '') throw reviewerRefused('the answer is empty.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw reviewerInvalidAnswer('it is not JSON', error);
  }
  const parsed = reviewAnswerSchema.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    throw reviewerInvalidAnswer(where.join('; ').slice(0, 300), parsed.error);
  }
  return { ...parsed.data, problems: [...new Set(parsed.data.problems)] };
}

function asReviewerError(error: unknown, retryAfter: string | null): SokoError {
  // Blocked: the prompt, the picture, or the answer itself.
  if (error instanceof GoogleGenerativeAIResponseError) return reviewerRefused(`${error.message}.`, error);
  // The body came whole and is not what the API sends.
  if (error instanceof SyntaxError) return reviewerInvalidAnswer('it is not JSON', error);
  if (!(error instanceof GoogleGenerativeAIFetchError) || error.status === undefined) {
    return reviewerUnavailable(error instanceof Error ? error.message : String(error), error);
  }
  return asHttpError(error, error.status, retryAfter);
}

function asHttpError(error: GoogleGenerativeAIFetchError, status: number, retryAfter: string | null): SokoError {
  const afterMs = googleRetryMs(retryAfter, error.errorDetails ?? []);
  if (status === 429) return reviewerRateLimited(afterMs, error);
  if (status >= 500 || status === 408) return reviewerUnavailable(`HTTP ${status}`, error, afterMs);
  if (status >= 300 && status < 400) {
    return reviewerRefused(`${status}, a redirect, which is not followed. Look at GEMINI_BASE_URL.`, error);
  }
  const badKey =
    status === 401 || status === 403 || error.errorDetails?.some(({ reason }) => reason === 'API_KEY_INVALID');
  if (badKey === true) return reviewerRefused(`the key was not accepted (${status}). Look at GEMINI_API_KEY.`, error);
  if (status === 404)
    return reviewerRefused('there is no such model (404). Look at GEMINI_MODEL and GEMINI_BASE_URL.', error);
  return reviewerRefused(`the request was not accepted (${status}).`, error);
}
