import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { readBody, readChunks } from '@/app/server/read-body';
import { QUERY_IMAGE_LIMITS } from '@/lib/media/image-check';
import { SokoError } from '@/lib/platform/errors';

const KILOBYTE = 1024;
/** The photo, and room for the form around it. */
const MOST_BYTES = QUERY_IMAGE_LIMITS.maxBytes + 64 * KILOBYTE;
/** 2,000 characters of words are 18 kB at most when they are urlencoded, all other fields together less than 4. */
const MOST_URLENCODED_BYTES = 32 * KILOBYTE;
/** The names that the API has; others are passed over. */
const FIELDS = new Set(
  'text weight crop photo like limit cursor q seller category minPrice maxPrice currency colour sort'.split(' '),
);
/** The longest value but for words, a cursor, has 200. */
const MOST_FIELD_LENGTH = 1_000;
/** Told as wrong by who reads them, in their own words, however long they are. */
const TOLD_LATER = new Set(['text', 'crop', 'cursor']);
const LIMITS = {
  // 16 names; a form may have some of its own beside them.
  parts: 32,
  fields: 32,
  // A page may have one for the camera and one for the gallery.
  files: 4,
  fileSize: MOST_BYTES,
  // 2,000 characters of words have 8,000 bytes at most.
  fieldSize: 12 * KILOBYTE,
  // Browsers write two headers of a hundred bytes and a file's name.
  headerPairs: 16,
  headerSize: 4 * KILOBYTE,
};
/** A boundary has 70 characters at most. */
const MOST_TYPE_LENGTH = 256;
/** Parsed between two looks at whether it is still worth it. */
const PIECE_BYTES = 16 * KILOBYTE;
export interface SearchForm {
  image: Uint8Array | null;
  /** Everything else, by name. */
  fields: Map<string, string>;
}

/**
 * The search form, read as it comes and given up as soon as there is too much of anything; multipart, or urlencoded for
 * words alone. `names`: the fields that a multipart form may have. Errors: those of readBody, `invalid_request`.
 */
export async function readSearchForm(request: Request, names: ReadonlySet<string> = FIELDS): Promise<SearchForm> {
  const type = request.headers.get('content-type') ?? '';
  const [, kind] = /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.exec(type) ?? [];
  if (kind === undefined || type.length > MOST_TYPE_LENGTH) throw invalid();
  if (kind.toLowerCase() === 'multipart/form-data') return readMultipart(request, type, names);
  const body = await readBody(request, MOST_URLENCODED_BYTES, 'This is too much for words. Search with fewer of them.');
  return { image: null, fields: new Map(new URLSearchParams(body.toString('utf8'))) };
}

async function readMultipart(request: Request, type: string, names: ReadonlySet<string>): Promise<SearchForm> {
  const form = new FormParser(type, names);
  await readChunks(request, { most: MOST_BYTES, message: 'The photo is too large. The most is 10 MB.' }, (chunk) => {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) form.add(chunk.subarray(at, at + PIECE_BYTES));
  });
  return form.end();
}

/** Nothing is written to disk: the photo's pieces stay where they were received until all of it is there. */
class FormParser {
  private readonly parser: BusboyInstance;
  private readonly fields = new Map<string, string>();
  private image: Buffer | null = null;
  private problem: SokoError | null = null;
  private readonly whole: Promise<void>;

  constructor(type: string, names: ReadonlySet<string>) {
    try {
      this.parser = new Busboy({ headers: { 'content-type': type }, limits: LIMITS });
    } catch (cause) {
      throw invalid(cause);
    }
    this.whole = new Promise((resolve, reject) => {
      const refuse = (cause?: unknown) => {
        this.problem ??= invalid(cause);
        reject(this.problem);
      };
      this.parser.on('file', (name, file, filename) => {
        const pieces: Buffer[] = [];
        file.on('error', refuse).on('data', (piece: Buffer) => {
          if (name === 'image') pieces.push(piece);
        });
        file.on('end', () => {
          const isGiven = pieces.length > 0 || (filename ?? '') !== '';
          // A browser sends an empty one without a name when nothing was chosen.
          if (name === 'image' && isGiven) this.image = Buffer.concat(pieces);
        });
      });
      this.parser.on('field', (name, value, _isNameCut, isCut) => {
        if (!names.has(name)) return;
        if (isCut || (name !== 'text' && value.length > MOST_FIELD_LENGTH)) {
          if (!TOLD_LATER.has(name)) return refuse();
        }
        this.fields.set(name, value);
      });
      for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) this.parser.on(limit, () => refuse());
      this.parser.on('error', refuse).on('finish', resolve);
    });
    this.whole.catch(() => {});
  }

  /** Errors: `invalid_request`, as soon as it is known. */
  add(piece: Uint8Array): void {
    if (this.problem !== null) throw this.problem;
    this.parser.write(piece);
  }

  async end(): Promise<SearchForm> {
    this.parser.end();
    await this.whole;
    return { image: this.image, fields: this.fields };
  }
}

function invalid(cause?: unknown): SokoError {
  return new SokoError({
    code: 'invalid_request',
    message: 'Send a form with a photo as “image”, words as “text”, or both, and no more than the API names.',
    status: 400,
    cause,
  });
}
