import { type ChildProcess, fork } from 'node:child_process';
import { homedir } from 'node:os';

/** What JavaScript the driver may hold: a visit's worth of requests and answers is a tenth of it. */
const DRIVER_HEAP_MB = 256;

/** scout-child.ts in a process and a group of its own, whose temporary files lie in the folder. */
export function startDriver(entry: URL | string, temporaryFolder: string): ChildProcess {
  return fork(entry, [], {
    execArgv: [`--max-old-space-size=${DRIVER_HEAP_MB}`, '--enable-source-maps'],
    // Its group tells it and its browser from everything else.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: driverEnvironment(temporaryFolder),
  });
}

/** Only what it needs: it reads hostile pages, and knows no key of ours. */
function driverEnvironment(temporaryFolder: string): NodeJS.ProcessEnv {
  // biome-ignore lint/style/noProcessEnv: the surroundings of a program, no settings
  const { PATH, NODE_ENV, PLAYWRIGHT_BROWSERS_PATH } = process.env;
  return {
    PATH,
    NODE_ENV,
    HOME: homedir(),
    LANG: 'C.UTF-8',
    TMPDIR: temporaryFolder,
    ...(PLAYWRIGHT_BROWSERS_PATH === undefined ? {} : { PLAYWRIGHT_BROWSERS_PATH }),
  };
}
