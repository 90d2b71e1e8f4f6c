import { z } from 'zod';
import { maskLogLine } from '@/lib/platform/mask-log-line';
import { visibleLines, visibleText } from '@/lib/platform/visible-text';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/**
 * Where the lines of all processes go, told apart by the name of the process. No phone passes, whoever logs it: the
 * engine has a logger of its own, Next writes as it likes.
 */
export interface Output {
  /** A line a child wrote: JSON as its logger makes it, or plain text. */
  child(name: string, line: string): void;
  /** Something the supervisor itself has to say. */
  say(level: Level, message: string, details?: Record<string, unknown>): void;
}

/** As loggers number their levels unless told otherwise. */
const LEVEL_NAMES: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
const levelSchema = z.union([z.string(), z.number().transform((level) => LEVEL_NAMES[level] ?? String(level))]);
const lineSchema = z.looseObject({ level: levelSchema, msg: z.string().optional() });
type LogLine = z.infer<typeof lineSchema>;

const COLOURS: Record<string, number> = { web: 36, worker: 35, engine: 33, postgres: 34, build: 32, soko: 1 };
const LEVEL_COLOURS: Record<string, number> = { warn: 33, error: 31, fatal: 31, debug: 2, trace: 2 };
const NAME_WIDTH = 8;
/** Fields every line has and that tell a person nothing. */
const LEFT_OUT = new Set(['level', 'time', 'pid', 'name', 'hostname', 'msg', 'err', 'process']);

/** For people at a terminal: a coloured name before each line, JSON lines turned into words. */
export function terminalOutput(write: (text: string) => void): Output {
  const line = (name: string, text: string) => {
    const label = paint(COLOURS[name] ?? 37, name.padEnd(NAME_WIDTH));
    for (const part of text.split('\n')) write(`${label} │ ${part}\n`);
  };
  return {
    child: (name, text) => line(name, readable(maskLogLine(text))),
    // Its own messages may have several lines; what they quote has been made visible.
    say: (level, message, details = {}) =>
      line('soko', words(masked({ level, msg: message, ...details }), visibleLines)),
  };
}

/** For log collectors: JSON lines, each with the name of its process. */
export function jsonOutput(write: (text: string) => void): Output {
  // Last, too: no line says that it is another process's.
  const line = (process: string, fields: object) =>
    write(`${visibleText(JSON.stringify(Object.assign({ process }, fields, { process })))}\n`);
  const now = () => new Date().toISOString();
  return {
    child(name, text) {
      const masked = maskLogLine(text);
      line(name, parseLine(masked) ?? { level: 'info', time: now(), msg: masked });
    },
    say: (level, message, details = {}) => line('soko', masked({ level, time: now(), msg: message, ...details })),
  };
}

/** The words of a line, for where it is quoted: a JSON line's message, or the line itself. */
export function wordsOf(text: string): string {
  const line = maskLogLine(text);
  return visibleText(parseLine(line)?.msg ?? line);
}

/** A line of the supervisor's own, without phones and passwords. */
function masked(fields: object): LogLine {
  return lineSchema.parse(JSON.parse(maskLogLine(JSON.stringify(fields))));
}

function readable(text: string): string {
  const parsed = parseLine(text);
  return parsed === undefined ? visibleText(text) : words(parsed, visibleText);
}

function words(line: LogLine, visibleMessage: (message: string) => string): string {
  const { level, msg = '', err } = line;
  const fields = Object.entries(line)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .map((field) => paint(2, visibleText(field)));
  const message = visibleMessage(msg);
  const shown = level === 'info' ? message : `${paint(LEVEL_COLOURS[level] ?? 37, visibleText(level))} ${message}`;
  return [[shown, ...fields].join(' '), ...(err === undefined ? [] : [visibleLines(errorText(err))])].join('\n');
}

function errorText(err: unknown): string {
  if (typeof err === 'object' && err !== null && 'stack' in err && typeof err.stack === 'string') return err.stack;
  return JSON.stringify(err);
}

function parseLine(text: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function paint(colour: number, text: string): string {
  return `\u001b[${colour}m${text}\u001b[0m`;
}
