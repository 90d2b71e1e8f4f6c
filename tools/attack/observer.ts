import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Measured, measuredSchema } from './verdict';

/** Measures memory and another shopper's searches while something else goes on. */
export class Observer {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(url: string, photoFile: string): Promise<Observer> {
    const file = path.join(import.meta.dirname, 'observer-process.ts');
    const child = fork(file, [url, photoFile], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return new Observer(child);
  }

  /** `work`, and what was measured from its beginning to its end. */
  async during<T>(pids: Record<string, number>, work: () => Promise<T>): Promise<{ result: T; measured: Measured }> {
    this.#child.send({ do: 'begin', pids });
    let result: T;
    try {
      result = await work();
    } finally {
      this.#child.send({ do: 'end' });
    }
    const [message] = await once(this.#child, 'message');
    return { result, measured: measuredSchema.parse(message) };
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}
