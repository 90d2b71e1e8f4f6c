import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const eventsSchema = z.array(z.looseObject({ name: z.string() }));

export interface ForgetfulQueue {
  url: string;
  forgotten(): number;
  close(): Promise<void>;
}

/**
 * An Inngest server that loses some of the events that it has acknowledged, as a real one does that is killed: it
 * stands before another, which gets all the rest.
 */
export async function startForgetfulQueue(
  behind: string,
  forgets: (eventName: string) => boolean,
): Promise<ForgetfulQueue> {
  let forgotten = 0;
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const events = request.url?.startsWith('/e/') ? eventsSchema.parse(JSON.parse(body.toString())) : [];
    const kept = events.filter(({ name }) => !forgets(name));
    forgotten += events.length - kept.length;
    const isLossy = kept.length < events.length;
    const forwarded = isLossy ? Buffer.from(JSON.stringify(kept)) : body;
    const answer = await forward(behind, request, forwarded).catch(() => new Response('away', { status: 502 }));
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(isLossy ? JSON.stringify({ ids: events.map(() => randomUUID()), status: 200 }) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    forgotten: () => forgotten,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What `fetch` says itself, of the connection and the body, would be said twice. */
const OF_THE_CONNECTION = ['connection', 'content-length', 'host', 'transfer-encoding', 'keep-alive', 'expect'];

function forward(behind: string, { method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer) {
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || OF_THE_CONNECTION.includes(name) ? [] : [[name, String(value)]],
  );
  return fetch(new URL(url, behind), {
    method,
    headers: kept,
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
