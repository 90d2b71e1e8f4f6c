import type { Connection, Pool, Submittable } from 'pg';
import { type EachTuple, TupleReader } from './tuple-reader';

/**
 * Runs `COPY … TO STDOUT (FORMAT binary)` and hands over its rows one by one as they arrive: for hundreds of
 * megabytes, which the driver would otherwise turn into text and hold all at once. Rejects with the server's error
 * or that of `each`; the connection is then closed instead of being read to its end.
 */
export async function copyOut(pool: Pool, statement: string, each: EachTuple): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(new CopyOut(statement, each)).done;
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release();
}

/** A query for the driver, which calls the `handle…` methods by name. */
class CopyOut implements Submittable {
  readonly done: Promise<void>;
  /** The driver puts its own here, which stops its time-out. */
  callback: (error?: unknown) => void = () => {};
  private readonly reader: TupleReader;
  private finish: () => void = () => {};
  private fail: (error: unknown) => void = () => {};
  private failed = false;

  constructor(
    private readonly statement: string,
    each: EachTuple,
  ) {
    this.reader = new TupleReader(each);
    this.done = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.failed) return;
    try {
      this.reader.push(chunk);
    } catch (error) {
      // Thrown on, it would end the process: the driver calls this from its socket.
      this.handleError(error);
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback();
    this.finish();
  }

  handleError(error: unknown): void {
    this.failed = true;
    this.callback(error);
    this.fail(error);
  }
}
