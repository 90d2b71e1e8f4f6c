import { spawn, spawnSync } from 'node:child_process';

/** Something a person must install or change first; its message says what. */
export class ServicesUnavailable extends Error {
  override readonly name = 'ServicesUnavailable';
}

/** Throws when a command can not be run at all. */
export function requireCommand(command: string, advice: string): void {
  const { error, status } = spawnSync(command, [command === 'go' ? 'version' : '--version'], { stdio: 'ignore' });
  if (error !== undefined || status !== 0) throw new ServicesUnavailable(`${command} is not installed. ${advice}`);
}

/** Runs a command to its end; its last lines of output go into the error when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-4_000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0)
    throw new ServicesUnavailable(`\`${[command, ...args].join(' ')}\` ended with ${code}:\n${output.trim()}`);
}
