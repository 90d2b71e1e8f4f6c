import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientGone } from './client-gone';
import { FairTurns } from './fair-turns';

/** Names a request for `pageTurn`. Set by the gate, over whatever a client may have sent. */
export const REQUEST_HEADER = 'x-soko-request';

/**
 * The one thread that searches writes pages, too: twelve of one client's at once made another shopper wait 18 times as
 * long, three do not. A phone's page and what it fetches ahead wait for each other; far more than that is refused.
 */
const LIMITS = { atOnce: 1_000, clientAtOnce: 3, mostWaiting: 2_000, clientWaiting: 200, what: 'pages' };
/** Ten times what writing a page takes. Whoever reads theirs slowly holds up nobody else, and not for longer. */
const LONGEST_MS = 1_000;

/** Kept across Next's bundles: the gate is in one, the proxy in another. */
const shared = globalThis as { sokoPages?: { turns: FairTurns; open: Map<string, ServerResponse>; last: number } };

function pages() {
  shared.sokoPages ??= { turns: new FairTurns(LIMITS), open: new Map(), last: 0 };
  return shared.sokoPages;
}

/** For the gate: lets `pageTurn` know when this request has been answered. */
export function nameRequest(request: IncomingMessage, response: ServerResponse): void {
  const { open } = pages();
  pages().last += 1;
  const name = String(pages().last);
  request.headers[REQUEST_HEADER] = name;
  open.set(name, response);
  response.once('close', () => open.delete(name));
}

/**
 * Resolves when this client's next page may be written, and counts until it has been. Errors: `too_many_requests` (429)
 * for a client with too many waiting, `too_busy` (503), `client_gone` (499).
 */
export async function pageTurn(client: string, name: string | null): Promise<void> {
  const response = pages().open.get(name ?? '');
  // Without a gate (tests) nobody knows when it ends.
  if (response === undefined) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await new Promise<void>((begin, refuse) => {
    const write = () => {
      begin();
      return written(response);
    };
    pages()
      .turns.run(client, gone.signal, write)
      .catch((error: unknown) => refuse(gone.signal.aborted ? clientGone(error) : error));
  });
}

function written(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_MS).unref();
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    // Handed to the system, which sends it on.
    response.once('finish', end).once('close', end);
  });
}
