import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ServicesUnavailable } from './install';
import { type RunningServices, startServices } from './start-services';

/**
 * `npm run test:services [-- vitest's arguments]`: installs a real Milvus and a real S3 server if they are missing,
 * starts them on loopback and fresh data, and runs the `services` tests against them. Nothing is left behind but the
 * cache.
 */
const root = path.resolve(import.meta.dirname, '../..');
const cache = path.resolve(root, process.env.SOKO_SERVICES_CACHE ?? '.cache/services');

process.exitCode = await testServices(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof ServicesUnavailable)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  return 1;
});

async function testServices(args: readonly string[]): Promise<number> {
  const services = await startServices(cache);
  const control = await startControlServer(services);
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    process.stderr.write(`Milvus at ${services.milvusAddress}, S3 at ${services.s3Endpoint}\n`);
    const env = {
      ...process.env,
      MILVUS_TEST_ADDRESS: services.milvusAddress,
      S3_TEST_ENDPOINT: services.s3Endpoint,
      S3_TEST_ACCESS_KEY_ID: services.s3AccessKeyId,
      S3_TEST_SECRET_ACCESS_KEY: services.s3SecretAccessKey,
      SERVICES_CONTROL_URL: control.url,
    };
    return await vitest(['run', '--project', 'services', ...args], env, stopped.signal);
  } finally {
    control.close();
    await services.stop();
  }
}

function vitest(args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  const bin = path.join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [bin, ...args], { cwd: root, stdio: 'inherit', env });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Lets tests, which run in other processes, kill and start a server: `POST /milvus/kill`, `/s3/start`, … */
async function startControlServer(services: RunningServices): Promise<{ url: string; close(): void }> {
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
