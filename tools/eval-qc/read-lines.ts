import { readFile } from 'node:fs/promises';
import { type DecisionLine, decisionLineSchema } from '@/lib/moderation/export/decision-line';
import { readDecisionLines } from '@/lib/moderation/export/read-decision-lines';
import { createDatabase } from '@/lib/platform/db';
import { SokoError } from '@/lib/platform/errors';

/** A file of JSON lines, as /review/numbers exports it. Errors: `eval_file`, with the line's number. */
export async function linesOfFile(file: string): Promise<DecisionLine[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw evalFile(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  return parseLines(text);
}

export function parseLines(text: string): DecisionLine[] {
  return text
    .split('\n')
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const read = decisionLineSchema.safeParse(jsonOrUndefined(line));
      if (read.success) return read.data;
      const fields = read.error.issues.map(({ path }) => path.join('.') || 'the line').join(', ');
      throw evalFile(`Line ${number} is no exported decision (see ${fields}). Export them as JSON lines.`);
    });
}

export async function linesOfDatabase(url: string): Promise<DecisionLine[]> {
  const { prisma, close } = createDatabase(url, { max: 2 });
  try {
    const lines: DecisionLine[] = [];
    for await (const batch of readDecisionLines(prisma, { since: null, of: 'all' })) lines.push(...batch);
    return lines;
  } finally {
    await close();
  }
}

function jsonOrUndefined(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const evalFile = (message: string): SokoError => new SokoError({ code: 'eval_file', message });
