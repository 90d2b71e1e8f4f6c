import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';

export interface ServerAccess {
  baseUrl: string;
  eventKey: string;
  signingKey?: string | undefined;
}

export interface AppUnderTest {
  inngest: Inngest;
  url: string;
  /** An event name of this app's own, so that tests do not hear each other. */
  named(name: string): string;
  send(
    ...events: { name: string; data?: Record<string, unknown>; id?: string; ts?: number }[]
  ): Promise<{ ids: string[] }>;
  close(): Promise<void>;
}

export type FunctionsOf = (inngest: Inngest, named: (name: string) => string) => InngestFunction.Any[];

/** An app of one test: its functions, served over HTTP by the SDK and registered with the server under test. */
export async function startApp(server: ServerAccess, functionsOf: FunctionsOf, id = uniqueId()): Promise<AppUnderTest> {
  const { inngest, url, close } = await serveApp(server, functionsOf, id);
  const answer = await fetch(url, { method: 'PUT' });
  if (!answer.ok) {
    await close();
    throw new Error(`not registered: ${await answer.text()}`);
  }
  const named = nameIn(id);
  return {
    inngest,
    url,
    named,
    send: (...events) => inngest.send(events.map((event) => ({ ...event, name: named(event.name) }))),
    close,
  };
}

export const uniqueId = () => `conf-${randomBytes(5).toString('hex')}`;
export const nameIn = (id: string) => (name: string) => `${id}/${name}`;

/** The same without the registration. */
export async function serveApp(server: ServerAccess, functionsOf: FunctionsOf, id: string, port = 0) {
  const { baseUrl, eventKey, signingKey } = server;
  const inngest = new Inngest({
    id,
    baseUrl,
    eventKey,
    isDev: signingKey === undefined,
    ...(signingKey === undefined ? {} : { signingKey }),
    logger: { info() {}, warn() {}, error() {}, debug() {} },
  });
  const handler = serve({ client: inngest, functions: functionsOf(inngest, nameIn(id)) });
  const http = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/inngest`;
  const close = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  return { inngest, url, close };
}
