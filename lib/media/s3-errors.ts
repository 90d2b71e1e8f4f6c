import { S3ServiceException } from '@aws-sdk/client-s3';
import type { SokoError } from '@/lib/platform/errors';
import { objectStoreRefused, objectStoreUnavailable } from './media-errors';

/** What to look at, by the name of S3's error. All of these stay as they are until someone changes a setting. */
const ADVICE: Record<string, string> = {
  CredentialsProviderError: 'There are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  InvalidAccessKeyId: 'The access key is unknown there: look at AWS_ACCESS_KEY_ID.',
  // As versitygw calls it.
  XAdminUserNotFound: 'The access key is unknown there: look at AWS_ACCESS_KEY_ID.',
  SignatureDoesNotMatch: 'The secret key is wrong: look at AWS_SECRET_ACCESS_KEY.',
  ExpiredToken: 'The credentials have expired: renew AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  AccessDenied: 'Access was denied: look at the permissions of AWS_ACCESS_KEY_ID and at the policy of S3_BUCKET.',
  NoSuchBucket: 'There is no such bucket: look at S3_BUCKET, or make it.',
  InvalidBucketName: 'That is no name of a bucket: look at S3_BUCKET.',
  PermanentRedirect: 'The bucket is in another region: look at S3_REGION and S3_ENDPOINT.',
  AuthorizationHeaderMalformed: 'The bucket is in another region: look at S3_REGION.',
  IllegalLocationConstraintException: 'The bucket is in another region: look at S3_REGION.',
  RequestTimeTooSkewed: "This machine's clock is wrong: set it.",
};
const BY_STATUS: Record<number, string> = {
  301: 'PermanentRedirect',
  401: 'AccessDenied',
  403: 'AccessDenied',
};
const WORTH_ANOTHER_TRY = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'RequestTimeout',
  'RequestLimitExceeded',
  'OperationAborted',
]);

/** True when what was asked for is not there, and the bucket is. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  return error.name === 'NoSuchKey' || error.name === 'NotFound';
}

/** `where`: bucket and endpoint, for the message. */
export function asObjectStoreError(error: unknown, where: string): SokoError {
  const name = error instanceof Error ? error.name : '';
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  if (WORTH_ANOTHER_TRY.has(name)) return objectStoreUnavailable(where, error);
  const advice = ADVICE[name];
  if (advice !== undefined) return objectStoreRefused(`${where}: ${advice}`, error);
  // No status: the network, a timeout, or an answer that was no S3's.
  if (status === undefined || status >= 500 || status === 408 || status === 429 || status < 300) {
    return objectStoreUnavailable(where, error);
  }
  // HEAD has no body, so no better name.
  const byStatus = ADVICE[name === 'NotFound' ? 'NoSuchBucket' : (BY_STATUS[status] ?? '')];
  return objectStoreRefused(
    `${where}: ${byStatus ?? `it was refused (${status} ${name}). Look at the S3_ settings.`}`,
    error,
  );
}
