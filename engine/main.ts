import { pino } from 'pino';
import { EngineError, readConfig } from './config';
import { startEngine } from './start-engine';

/** The engine as a process: settings from the environment, `{"ready":true,"port":N}` on stdout when it listens. */
async function main(): Promise<void> {
  const { config, logLevel } = readConfig(process.env);
  // The shape of Soko's own lines (lib/platform/logger.ts).
  const logger = pino({
    ...{ name: 'engine', level: logLevel, base: { pid: process.pid } },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: { streamWrite: withoutCommands },
  });
  const engine = await startEngine({
    ...config,
    logger,
    onFatal: (error) => {
      logger.fatal(error.message);
      process.exit(1);
    },
  });
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'engine stopping');
    engine.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the engine did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Whatever the log level: whoever started this process waits for it.
  process.stdout.write(`${JSON.stringify({ ready: true, port: engine.port, msg: 'engine ready' })}\n`);
}

/** What pino leaves as it is and a terminal or a reader obeys: C1, DEL, line separators, marks that turn text. */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** As Soko's own logger writes a JSON line (lib/platform/visible-text.ts). */
function withoutCommands(line: string): string {
  return line.replace(OBEYED, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

main().catch((error: unknown) => {
  const text =
    error instanceof EngineError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
