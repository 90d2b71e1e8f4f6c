import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningServices } from './start-services';

/** Lets tests, which run in other processes, kill and start a server: `POST /milvus/kill`, `/s3/start`, … */
export async function startControlServer(services: RunningServices): Promise<{ url: string; close(): void }> {
  const actions: Record<string, () => Promise<void>> = {
    '/milvus/kill': () => services.milvus.kill(),
    '/milvus/start': () => services.milvus.start(),
    '/s3/kill': () => services.s3.kill(),
    '/s3/start': () => services.s3.start(),
  };
  const server = createServer((request, response) => {
    const action = request.method === 'POST' ? actions[request.url ?? ''] : undefined;
    if (action === undefined) return void response.writeHead(404).end();
    action().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
