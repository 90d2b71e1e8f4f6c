import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { contentTypeOfKey } from './content-key';
import { checkObject, isKey } from './object-key';
import type { ObjectStore, StoredObject } from './object-store';
import { asObjectStoreError, isMissing } from './s3-errors';

const CACHE_FOR_A_YEAR = 'public, max-age=31536000, immutable';
const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 20_000;
/** The SDK's own, with back-off; what lasts longer is the pipeline's to retry. */
const ATTEMPTS = 3;
/** S3's limit for one DeleteObjects. */
const DELETE_KEYS = 1_000;

export interface S3ObjectStoreOptions {
  bucket: string;
  region: string;
  /** Another server than Amazon's: addressed with the bucket in the path. */
  endpoint?: string;
  /** What comes before `/KEY` for everybody: a CDN or the bucket's own address. Default: derived from the others. */
  publicUrl?: string;
  /** Default: the SDK's own ways to find some (instance roles, profiles). */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  attempts?: number;
}

/** The ObjectStore on S3 or a server that speaks it. The bucket must exist and let everybody read. */
export class S3ObjectStore implements ObjectStore {
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly where: string;
  private readonly publicBase: string;

  constructor(options: S3ObjectStoreOptions) {
    this.bucket = options.bucket;
    this.where = `S3 bucket ${options.bucket}${options.endpoint === undefined ? '' : ` at ${options.endpoint}`}`;
    this.publicBase = (options.publicUrl ?? derivedUrl(options)).replace(/\/+$/, '');
    this.client = new S3Client({
      region: options.region,
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint, forcePathStyle: true }),
      ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
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
    for (let at = 0; at < known.length; at += DELETE_KEYS) {
      const Objects = known.slice(at, at + DELETE_KEYS).map((Key) => ({ Key }));
      await this.guarded(async () => {
        const { Errors = [] } = await this.client.send(
          new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects, Quiet: true } }),
        );
        const failed = Errors.find(({ Code }) => Code !== 'NoSuchKey');
        if (failed !== undefined) {
          throw Object.assign(new Error(failed.Message ?? failed.Code), { name: failed.Code ?? 'InternalError' });
        }
      });
    }
  }

  publicUrl(key: string): string {
    return `${this.publicBase}/${key}`;
  }

  async ping(): Promise<void> {
    await this.guarded(() => this.client.send(new HeadBucketCommand({ Bucket: this.bucket })));
  }

  private async unlessMissing<T>(missing: T, work: () => Promise<T>): Promise<T> {
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
      throw asObjectStoreError(error, this.where);
    }
  }
}

/** With dots in its name a bucket fits no certificate of `*.s3…`: the path takes it. */
function derivedUrl({ bucket, region, endpoint }: S3ObjectStoreOptions): string {
  if (endpoint !== undefined) return `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  return bucket.includes('.')
    ? `https://s3.${region}.amazonaws.com/${bucket}`
    : `https://${bucket}.s3.${region}.amazonaws.com`;
}
