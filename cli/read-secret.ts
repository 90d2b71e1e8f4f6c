import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** One line from standard input; typed, it is not shown. */
export async function readSecret(question: string): Promise<string> {
  const isTyped = process.stdin.isTTY === true;
  if (isTyped) process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: isTyped });
  try {
    for await (const line of terminal) return line;
    return '';
  } finally {
    terminal.close();
    if (isTyped) process.stderr.write('\n');
  }
}
