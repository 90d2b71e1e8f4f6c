import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { bucketAddress } from '@/lib/platform/bucket-address';
import { contentTypeOfKey } from './content-key';
import { objectStoreFault } from './media-errors';
import { checkObject, isKey } from './object-key';
import type { ObjectStore, StoredObject } from './object-store';
import { asObjectStoreError, isMissing } from './s3-errors';

const CACHE_FOR_A_YEAR = 'public, max-age=31536000, immutable';
const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 20_000;
/** The SDK's own, with back-off; what lasts longer is the pipeline's to retry. */
const ATTEMPTS = 3;
/**
 * One by one, so many at once. Google has no DeleteObjects, others want an MD5 with it that Amazon's client no longer
 * sends; a DELETE is the same everywhere. At 50 ms a call 1,000 pictures are gone in 3 s.
 */
const DELETES_AT_ONCE = 32;
/** Of a name that no picture has. */
const NO_PICTURE = `products/00/${'0'.repeat(62)}.jpg`;

export interface S3ObjectStoreOptions {
  bucket: string;
  region: string;
  /** Another server than Amazon's; the bucket may be in it, as dashboards show it. */
  endpoint?: string;
  /** What comes before `/KEY` for everybody: a CDN or the bucket's own address. Default: derived from the others. */
  publicUrl?: string;
  /** Default: the SDK's own ways to find some (instance roles, profiles). */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  attempts?: number;
}

/** The ObjectStore on S3 or a server that speaks it. The bucket must exist and let everybody read. */
export class S3ObjectStore implements ObjectStore {
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly publicBase: string;
  private readonly told: { where: string; secrets: string[] };

  /** Errors: `object_store_refused` for addresses that cannot be right. */
  constructor(options: S3ObjectStoreOptions) {
    const { bucket, credentials } = options;
    const address = bucketAddress(options);
    if ('problem' in address) {
      const problem = `S3 bucket ${bucket}: ${address.setting} ${address.problem}.`;
      throw objectStoreFault(problem, `Look at ${address.setting}.`, undefined);
    }
    const where = `S3 bucket ${bucket}${address.endpoint === undefined ? '' : ` at ${address.endpoint}`}`;
    this.bucket = bucket;
    this.publicBase = address.publicUrl;
    const secrets = [credentials?.secretAccessKey, credentials?.sessionToken].filter((one) => one !== undefined);
    this.told = { where, secrets };
    this.client = new S3Client({
      region: address.region,
      ...(address.endpoint === undefined ? {} : { endpoint: address.endpoint }),
      forcePathStyle: address.pathStyle,
      ...(credentials === undefined ? {} : { credentials }),
      maxAttempts: options.attempts ?? ATTEMPTS,
      // Other servers do not know the checksums that Amazon added in 2024; the connection has its own.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
    });
  }

  async put(object: StoredObject): Promise<string> {
    checkObject(object);
    await this.guarded(() =>
      this.client.send(
        new PutObjectCommand({
          Bucket: this.bucket,
          Key: object.key,
          Body: object.body,
          ContentLength: object.body.byteLength,
          ContentType: object.contentType,
          CacheControl: CACHE_FOR_A_YEAR,
        }),
      ),
    );
    return this.publicUrl(object.key);
  }

  async get(key: string): Promise<{ body: Uint8Array; contentType: string } | null> {
    const contentType = contentTypeOfKey(key);
    if (contentType === null) return null;
    return this.unlessMissing(null, async () => {
      const answer = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      const body = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
      return { body, contentType: answer.ContentType ?? contentType };
    });
  }

  async remove(keys: string[]): Promise<void> {
    const known = [...new Set(keys)].filter(isKey);
    for (let at = 0; at < known.length; at += DELETES_AT_ONCE) {
      await Promise.all(known.slice(at, at + DELETES_AT_ONCE).map((key) => this.removeOne(key)));
    }
  }

  /** Some answer 404 to what is not there. */
  private async removeOne(key: string): Promise<void> {
    await this.unlessMissing(null, () => this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key })));
  }

  publicUrl(key: string): string {
    return `${this.publicBase}/${key}`;
  }

  /** Not by HEAD: that has no words when it is refused, and keys for the objects of one bucket may not ask for it. */
  async ping(): Promise<void> {
    await this.get(NO_PICTURE);
  }

  private async unlessMissing<T, M>(missing: M, work: () => Promise<T>): Promise<T | M> {
    return this.guarded(async () => {
      try {
        return await work();
      } catch (error) {
        if (isMissing(error)) return missing;
        throw error;
      }
    });
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asObjectStoreError(error, this.told);
    }
  }
}
