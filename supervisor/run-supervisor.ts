import { existsSync, fstatSync, writeSync } from 'node:fs';
import path from 'node:path';
import { diskFull, isDiskFull } from '@/lib/platform/disk-space';
import { type Env, readEnv } from '@/lib/platform/env';
import { readSecretFiles } from '@/lib/platform/secret-files';
import { jsonOutput, type Output, terminalOutput } from './output';
import type { RestartSettings } from './restart-policy';
import { type Commands, System } from './system';

/** A terminal and the commands in front of this one may each hand on the same Ctrl-C: that is not yet a second one. */
const SAME_KEYPRESS_MS = 500;

const STANDARD_OUTPUT = 1;

export interface SupervisorSettings {
  root: string;
  commands(port: number): Commands;
  /** Module every child loads first. */
  preload: string;
  /** Makes what the commands need; a signal ends it. */
  build(log: (line: string) => void, signal: AbortSignal): Promise<void>;
  restarts?: RestartSettings;
  /** What children get besides. */
  environment?: Record<string, string>;
}

/**
 * Runs the whole system until it is told to stop; then ends this process. Exit code 0: stopped; 1: something failed.
 */
export async function runSupervisor(options: SupervisorSettings): Promise<void> {
  const supervisor = new Supervisor();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => supervisor.stopOnSignal(signal));
  }
  process.on('uncaughtException', (error) => void supervisor.fail(error));
  await supervisor.run(options);
}

class Supervisor {
  readonly #output: Output;
  readonly #cancel = new AbortController();
  #system: System | undefined;
  #toldToStopAt: number | undefined;
  #stopping: Promise<never> | undefined;

  constructor() {
    const write = tolerantWriter();
    // Whoever read it is gone, as `| tee` is after Ctrl-C: to report that would fail again, for ever.
    process.stdout.on('error', () => {});
    this.#output = process.stdout.isTTY ? terminalOutput(write) : jsonOutput(write);
    process.on('exit', () => this.#system?.killAll());
  }

  async run({ root, commands, preload, build, restarts, environment }: SupervisorSettings): Promise<void> {
    const output = this.#output;
    try {
      // What the environment leaves unset.
      const dotEnv = path.join(root, '.env');
      if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
      readSecretFiles(process.env);
      const settings = readEnv(process.env);
      warnOfOpenedHosts(settings.EXTRA_ALLOWED_HOSTS, output);
      this.#system = new System({
        root,
        settings,
        source: process.env,
        output,
        commands: commands(settings.PORT),
        preload,
        ...(restarts ? { restarts } : {}),
        ...(environment ? { environment } : {}),
        onGiveUp: (error) => void this.fail(error),
      });
      await this.#system.prepare();
      await build((line) => output.child('build', line), this.#cancel.signal);
      await this.#system.start();
      if (process.stdout.isTTY) process.stdout.write(whereToLook(settings, this.#system.home));
      output.say('info', 'Soko is ready', { url: settings.PUBLIC_URL });
    } catch (error) {
      // What was under way when it was told to stop fails, and that is no news.
      if (this.#toldToStopAt === undefined) await this.fail(error);
    }
  }

  stopOnSignal(signal: NodeJS.Signals): void {
    const now = Date.now();
    if (this.#toldToStopAt === undefined) {
      this.#toldToStopAt = now;
      this.#output.say('info', `stopping (${signal}); once more to force it`);
      this.#cancel.abort();
      void this.#stop(0);
    } else if (now - this.#toldToStopAt >= SAME_KEYPRESS_MS) {
      this.#output.say('warn', 'stopping by force');
      this.#system?.force();
    }
  }

  async fail(error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    const home = this.#system?.home ?? 'SOKO_HOME';
    this.#output.say('error', isDiskFull(error) ? `${diskFull(home).message} (${message})` : message);
    this.#toldToStopAt ??= Date.now();
    this.#cancel.abort();
    await this.#stop(1);
  }

  #stop(code: number): Promise<never> {
    this.#stopping ??= this.#stopAll(code);
    return this.#stopping;
  }

  async #stopAll(code: number): Promise<never> {
    try {
      await this.#system?.stop();
      this.#output.say('info', 'stopped');
    } catch (error) {
      this.#output.say('error', `while stopping: ${String(error)}`);
    }
    process.exit(code);
  }
}

/**
 * A file on a full disk (`npm run up > log`) loses lines, and takes them again when there is room: Node's own stream
 * would be closed by the first that failed.
 */
function tolerantWriter(): (text: string) => void {
  if (!fstatSync(STANDARD_OUTPUT).isFile()) return (text) => void process.stdout.write(text);
  return (text) => {
    try {
      writeSync(STANDARD_OUTPUT, text);
    } catch {
      // There is nowhere to say it.
    }
  };
}

function warnOfOpenedHosts(hosts: string[], output: Output): void {
  if (hosts.length === 0) return;
  const message = 'EXTRA_ALLOWED_HOSTS opens hosts that are closed otherwise; it is meant for tests and the demo';
  output.say('warn', message, { hosts });
}

/** The last thing a start says: where everything is. */
function whereToLook({ PUBLIC_URL }: Env, home: string): string {
  const lines = [
    ['Marketplace', PUBLIC_URL],
    ['Sell', `${PUBLIC_URL}/sell`],
    ['Review', `${PUBLIC_URL}/review`],
    ['Admin', `${PUBLIC_URL}/admin`],
    ['Sign-in for both', 'npm run soko -- users create --email YOU --role admin'],
    ['Data', home],
  ];
  const places = lines.map(([what, where]) => `  ${what?.padEnd(18)}${where}`).join('\n');
  return `\n  Soko is ready.\n\n${places}\n\n  Ctrl-C stops all of it.\n\n`;
}
