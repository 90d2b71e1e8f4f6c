import { existsSync } from 'node:fs';
import path from 'node:path';
import { makePublicBucket } from '@/e2e/services/real-services';
import { mountSmallDisk } from '@/e2e/support/small-disk';
import { startServices } from '../services/start-services';
import type { Place } from './fault';
import { FaultySystem } from './faulty-system';
import { Line } from './line';

/** The database, the log and the pictures of a few shops, and room to start. */
const DISK_MB = 700;
const CACHE = path.resolve(process.env.SOKO_SERVICES_CACHE ?? '.cache/services');
const SERVICES = ['versitygw-v1.8.0', 'milvus-2.3.5'];

/** A system that faults of this kind can be tried on; in words why there is none here. */
export async function startAt(place: Place): Promise<FaultySystem | string> {
  if (place === 'usual') return FaultySystem.start();
  return place === 'services' ? startWithServices() : startOnSmallDisk();
}

async function startOnSmallDisk(): Promise<FaultySystem | string> {
  const disk = mountSmallDisk(DISK_MB);
  if (disk === null) return 'a small disk cannot be mounted (it takes root, on Linux)';
  return FaultySystem.start({ under: disk.folder, disk, stopAfter: async () => disk.unmount() });
}

async function startWithServices(): Promise<FaultySystem | string> {
  const missing = SERVICES.filter((name) => !existsSync(path.join(CACHE, name, '.installed')));
  if (missing.length > 0) return `${missing.join(' and ')} is not installed: \`npm run test:services\` does that first`;
  const running = await startServices(CACHE);
  const portOf = (url: string) => Number(new URL(url).port);
  const s3 = await Line.to(portOf(running.s3Endpoint));
  const milvus = await Line.to(portOf(`http://${running.milvusAddress}`));
  const stopAfter = async () => {
    await Promise.all([s3.close(), milvus.close()]);
    await running.stop();
  };
  const bucket = 'soko-faults';
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = running;
  try {
    await makePublicBucket(bucket, running.s3Endpoint, { accessKeyId, secretAccessKey });
  } catch (error) {
    await stopAfter();
    throw error;
  }
  const settings = {
    ...{ MILVUS_ADDRESS: `127.0.0.1:${milvus.port}`, S3_BUCKET: bucket, S3_ENDPOINT: `http://127.0.0.1:${s3.port}` },
    ...{ S3_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  };
  return FaultySystem.start({ settings, lines: { s3, milvus }, stopAfter });
}
