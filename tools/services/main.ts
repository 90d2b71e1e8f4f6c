import { spawn } from 'node:child_process';
import path from 'node:path';
import { startControlServer } from './control-server';
import { startServices } from './start-services';
import { ServicesUnavailable } from './tools-needed';

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
