import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { MilvusClient } from '@zilliz/milvus2-sdk-node';
import { freePort } from '@/supervisor/free-port';
import { isAlive } from '@/supervisor/postgres/stale-server';
import { installMilvus, installVersitygw } from './install';
import { Service } from './service';

export interface RunningServices {
  milvus: Service;
  s3: Service;
  milvusAddress: string;
  s3Endpoint: string;
  s3AccessKeyId: string;
  s3SecretAccessKey: string;
  stop(): Promise<void>;
}

/** With the number of the process whose data it is. */
const DATA = 'data-';

/**
 * The launcher unpacks Milvus and writes its configuration, each time with other ports where it can not bind the usual
 * ones: right after a kill it can bind none, as the system keeps them for a minute. Started again, Milvus itself takes
 * the ports it had. It tells the time every 200 ms unless told otherwise, and a strong read waits for that.
 */
const MILVUS_START = `if [ -f "$1/configs/milvus.yaml" ]; then
  cd "$1" && DEPLOY_MODE=STANDALONE METRICS_PORT="$3" MILVUS_RUN_DIR="$1/run" LD_LIBRARY_PATH="$1/bin" \\
    DYLD_LIBRARY_PATH="$1/bin" exec bin/milvus run standalone
fi
exec "$0" --data "$1" --proxy-port "$2" --extra-config proxy.timeTickInterval=20`;

/** Installs what is missing, then starts both on fresh data. `cache`: where they are installed. */
export async function startServices(cache: string): Promise<RunningServices> {
  await mkdir(cache, { recursive: true });
  const [milvusCommand, s3Command] = [await installMilvus(cache), await installVersitygw(cache)];
  await clearAbandoned(cache);
  const home = path.join(cache, `${DATA}${process.pid}`);
  await mkdir(home);
  const [milvusPort, metricsPort, s3Port] = [await freePort(), await freePort(), await freePort()];
  const [s3AccessKeyId, s3SecretAccessKey] = ['soko', randomBytes(16).toString('hex')];
  const milvusAddress = `127.0.0.1:${milvusPort}`;
  const s3Endpoint = `http://127.0.0.1:${s3Port}`;
  const buckets = path.join(home, 's3');
  await mkdir(buckets);

  const milvus = new Service({
    name: 'Milvus',
    command: 'sh',
    args: ['-c', MILVUS_START, milvusCommand, path.join(home, 'milvus'), String(milvusPort), String(metricsPort)],
    logFile: path.join(home, 'milvus.log'),
    readyWithinMs: 240_000,
    isReady: () => milvusAnswers(milvusAddress),
  });
  const s3 = new Service({
    name: 'versitygw',
    command: s3Command,
    args: ['--port', `127.0.0.1:${s3Port}`, 'posix', buckets],
    env: { ROOT_ACCESS_KEY: s3AccessKeyId, ROOT_SECRET_KEY: s3SecretAccessKey },
    logFile: path.join(home, 's3.log'),
    readyWithinMs: 20_000,
    // Any answer will do: a stranger gets 403.
    isReady: () => fetch(s3Endpoint).then(() => true),
  });
  const stop = async (): Promise<void> => {
    await Promise.all([milvus.kill(), s3.kill()]);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await Promise.all([milvus.start(), s3.start()]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { milvus, s3, milvusAddress, s3Endpoint, s3AccessKeyId, s3SecretAccessKey, stop };
}

/** What a run that was killed has left: hundreds of megabytes. */
async function clearAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const owner = name.startsWith(DATA) ? Number(name.slice(DATA.length)) : Number.NaN;
    if (owner > 0 && !isAlive(owner)) await rm(path.join(cache, name), { recursive: true, force: true });
  }
}

async function milvusAnswers(address: string): Promise<boolean> {
  const client = new MilvusClient({
    address,
    timeout: 1_000,
    maxRetries: 0,
    logLevel: 'error',
    telemetry: { enabled: false },
    __SKIP_CONNECT__: true,
  });
  try {
    return (await client.checkHealth()).isHealthy === true;
  } finally {
    await client.closeConnection();
  }
}
