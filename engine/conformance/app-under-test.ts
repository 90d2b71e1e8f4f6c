import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';

export interface ServerUnderTest {
  baseUrl: string;
  eventKey: string;
  /** Undefined: a dev server, which neither signs nor checks. */
  signingKey?: string | undefined;
}

export interface AppUnderTest {
  inngest: Inngest;
  send: Inngest['send'];
  port: number;
  close(): Promise<void>;
}

/** An app of its own for one test file: functions served over HTTP and registered with the server under test. */
export async function startApp(
  id: string,
  under: ServerUnderTest,
  functionsOf: (inngest: Inngest) => InngestFunction.Any[],
): Promise<AppUnderTest> {
  const inngest = new Inngest({
    id,
    baseUrl: under.baseUrl,
    eventKey: under.eventKey,
    isDev: under.signingKey === undefined,
    ...(under.signingKey === undefined ? {} : { signingKey: under.signingKey }),
    logger: silent,
  });
  const handler = serve({ client: inngest, functions: functionsOf(inngest) });
  const server = createServer((request, response) => void handler(request, response));
  const port = await listen(server);
  const answer = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: 'PUT' });
  if (!answer.ok) throw new Error(`the app was not registered: ${answer.status} ${await answer.text()}`);
  return {
    inngest,
    send: inngest.send.bind(inngest),
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // A TCP server that listens has an address with a port.
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

const silent = { info() {}, warn() {}, error() {}, debug() {} };
