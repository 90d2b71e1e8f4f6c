import { isMainThread } from 'node:worker_threads';

// Loaded before each child's own code (`node --import`): stops it when the supervisor dies without having said so.
// The supervisor holds the other end of its standard input; the system closes it with the supervisor.
const ORDERLY_STOP_MS = Number(process.env.SOKO_ORDERLY_STOP_MS ?? 5_000);

if (isMainThread && process.env.SOKO_SUPERVISOR_PID === String(process.ppid)) {
  process.stdin.on('error', stop).on('end', stop).resume();
  if ('unref' in process.stdin) process.stdin.unref();
}

function stop(): void {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => {
    // The whole group, which it leads: whatever it started goes with it.
    process.kill(-process.pid, 'SIGKILL');
  }, ORDERLY_STOP_MS);
}
