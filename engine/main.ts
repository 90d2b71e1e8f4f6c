import { readConfig } from './config';
import { startEngine } from './start-engine';

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

try {
  const engine = await startEngine(readConfig(process.env), fail);
  process.stdout.write(`${JSON.stringify({ ready: true, process: 'engine', port: engine.port })}\n`);
  const stop = (): void => {
    engine.close().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started by a supervisor over IPC: without it there is nobody left to stop this process.
  process.once('disconnect', stop);
} catch (error) {
  fail(error);
}
