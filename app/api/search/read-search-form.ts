import { readBody } from '@/app/server/read-body';
import { QUERY_IMAGE_LIMITS } from '@/lib/media/image-check';
import { SokoError } from '@/lib/platform/errors';

/** The photo, and room for the form around it. */
const MOST_BYTES = QUERY_IMAGE_LIMITS.maxBytes + 64 * 1024;

export interface SearchForm {
  image: Uint8Array | null;
  /** Everything else, by name. */
  fields: Map<string, string>;
}

/**
 * The search form, given up as soon as it is too large; multipart, or urlencoded for words alone.
 * Errors: `body_too_large`, `invalid_request`.
 */
export async function readSearchForm(request: Request): Promise<SearchForm> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) throw invalid();
  const body = await readBody(request, MOST_BYTES, 'The photo is too large. The most is 10 MB.');
  const form = await parse(body, type);
  const fields = new Map<string, string>();
  let image: Uint8Array | null = null;
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name, value);
    else if (name === 'image' && !isEmptyField(value)) image = new Uint8Array(await value.arrayBuffer());
  }
  return { image, fields };
}

/** What a browser sends for a file field in which nothing was chosen. */
function isEmptyField(file: File): boolean {
  return file.size === 0 && file.name === '';
}

async function parse(body: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch (cause) {
    throw invalid(cause);
  }
}

function invalid(cause?: unknown): SokoError {
  return new SokoError({
    code: 'invalid_request',
    message: 'Send a multipart form with a photo as “image”, words as “text”, or both.',
    status: 400,
    cause,
  });
}
