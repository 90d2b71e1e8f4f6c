import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { REVIEWERS } from './reviewers';

export const USAGE = `npm run eval:qc [-- flags]: asks a reviewer again what people have decided, and counts
  --reviewer NAME   gemini (needs GEMINI_API_KEY), stand-in (the demo's), none (flags everything), kept (what the model
                    said at the time: asks nobody). Default: kept
  --from FILE       JSON lines exported at /review/numbers, people and the model; default: the running system's database
  --limit N         at most so many, the newest; each is one question to the reviewer. Default: 100
  --model NAME      in place of GEMINI_MODEL
  --out FILE        .cache/eval-qc.json`;

const schema = z.object({
  reviewer: z.enum(REVIEWERS).default('kept'),
  from: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100_000).default(100),
  model: z.string().min(1).optional(),
  out: z.string().min(1).default('.cache/eval-qc.json'),
});

/** Errors: `eval_usage`, in one line. */
export function readArguments(args: string[]): z.output<typeof schema> | 'help' {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args,
      options: { reviewer: text, from: text, limit: text, model: text, out: text, help: { type: 'boolean' } },
    });
    if (values.help === true) return 'help';
    const { help, ...given } = values;
    const read = schema.safeParse(given);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Error(`--${issue?.path.join('.')}: ${issue?.message}`);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new SokoError({ code: 'eval_usage', message: `${message} (npm run eval:qc -- --help)`, cause: error });
  }
}
