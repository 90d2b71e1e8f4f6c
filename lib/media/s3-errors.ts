import { S3ServiceException } from '@aws-sdk/client-s3';
import type { SokoError } from '@/lib/platform/errors';
import { withoutSecret } from '@/lib/platform/secrets';
import { objectStoreFault, objectStoreRefused, objectStoreUnavailable } from './media-errors';

const KEY_ID = 'Look at AWS_ACCESS_KEY_ID.';
const RENEW = 'Renew AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.';
const PERMISSIONS =
  'Let the key of AWS_ACCESS_KEY_ID list S3_BUCKET and read, write and delete in it, and look at the account.';
const BUCKET = 'Look at S3_BUCKET and S3_ENDPOINT, or make the bucket.';
const REGION = 'Set S3_REGION to the region of the bucket, and S3_ENDPOINT to that of the region.';
const ACCOUNT = 'Look at the account there: its bills, its plan, its limits.';
const FULL = 'Make room there, or raise the quota.';
const CERTIFICATE = 'Look at S3_ENDPOINT (https or http, the name in it) and at the certificate of that server.';
const ANY = 'Look at S3_BUCKET, S3_ENDPOINT, S3_REGION and the AWS keys.';

/** What to do, by the name of S3's error. All of these stay as they are until someone changes something. */
const REMEDIES: Record<string, string> = {
  CredentialsProviderError: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  InvalidAccessKeyId: KEY_ID,
  // As versitygw calls it.
  XAdminUserNotFound: KEY_ID,
  SignatureDoesNotMatch: 'Look at AWS_SECRET_ACCESS_KEY, and whether S3_REGION is that of the bucket.',
  ExpiredToken: RENEW,
  InvalidToken: RENEW,
  TokenRefreshRequired: RENEW,
  AccessDenied: PERMISSIONS,
  AllAccessDisabled: PERMISSIONS,
  AccountProblem: ACCOUNT,
  NotSignedUp: ACCOUNT,
  UserSuspended: ACCOUNT,
  NoSuchBucket: BUCKET,
  InvalidBucketName: BUCKET,
  InvalidBucketState: BUCKET,
  MethodNotAllowed: 'Set S3_ENDPOINT to the S3 API, and to no address that the public reads at.',
  NotImplemented: 'Set S3_ENDPOINT to an S3 API that stores, reads and deletes objects.',
  PermanentRedirect: REGION,
  AuthorizationHeaderMalformed: REGION,
  IllegalLocationConstraintException: REGION,
  RequestTimeTooSkewed: "Set this machine's clock.",
  QuotaExceeded: FULL,
  XMinioAdminBucketQuotaExceeded: FULL,
  XMinioStorageFull: FULL,
  StorageFull: FULL,
  InsufficientStorage: FULL,
};
const BY_STATUS: Record<number, string> = {
  301: REGION,
  307: REGION,
  401: PERMISSIONS,
  402: ACCOUNT,
  403: PERMISSIONS,
  404: BUCKET,
  405: 'Set S3_ENDPOINT to the S3 API, and to no address that the public reads at.',
  501: 'Set S3_ENDPOINT to an S3 API that stores, reads and deletes objects.',
  505: ANY,
  507: FULL,
};
const WORTH_ANOTHER_TRY = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'RequestTimeout',
  'RequestLimitExceeded',
  'OperationAborted',
  'ConditionalRequestConflict',
  'BadDigest',
]);
/** Nothing that a setting could mend: this one picture is not taken. */
const ABOUT_THE_OBJECT = new Set(['EntityTooLarge', 'KeyTooLongError', 'InvalidObjectState']);
/** What TLS says while the other side is not who it should be, or speaks none. */
const BAD_TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|EPROTO$)/;
const LONGEST_WORDS = 300;
const SIGNED = /((?:Signature|X-Amz-Signature|X-Amz-Security-Token|AWSAccessKeyId)["']?\s*[=:]\s*)[^&\s,"'<>]+/gi;

/** True when what was asked for is not there, and the bucket is. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  return error.name === 'NoSuchKey' || error.name === 'NotFound';
}

/** `where`: bucket and endpoint, for the message. `secrets`: what the message must not hold, whoever wrote it. */
export function asObjectStoreError(
  error: unknown,
  { where, secrets }: { where: string; secrets: readonly string[] },
): SokoError {
  const name = error instanceof Error ? error.name : '';
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  const words = ownWords(error, secrets);
  // What it wraps is logged, too.
  const cause = new Error(words);
  if (WORTH_ANOTHER_TRY.has(name)) return objectStoreUnavailable(where, cause);
  const message = `${where}: ${words}`;
  const region = rightRegion(error);
  if (region !== undefined) return objectStoreFault(message, `Set S3_REGION to ${region}.`, cause);
  const remedy = REMEDIES[name] ?? (BAD_TLS.test(codeOf(error)) ? CERTIFICATE : undefined);
  if (remedy !== undefined) return objectStoreFault(message, remedy, cause);
  if (ABOUT_THE_OBJECT.has(name)) return objectStoreRefused(message, cause);
  const byStatus = BY_STATUS[status ?? 0];
  if (byStatus !== undefined) return objectStoreFault(message, byStatus, cause);
  // No status: the network, a timeout, or an answer that was no S3's.
  if (status === undefined || status >= 500 || [408, 425, 429].includes(status) || status < 300) {
    return objectStoreUnavailable(where, cause);
  }
  return objectStoreFault(message, ANY, cause);
}

/** What the service said, with its name for it, on one line. */
function ownWords(error: unknown, secrets: readonly string[]): string {
  if (!(error instanceof Error)) return hidden(String(error), secrets);
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  // HEAD has no body: the SDK then says "UnknownError".
  const said =
    [error.message, codeOf(error)].find((text) => text !== '' && text !== 'UnknownError') ?? 'no reason given';
  const called = [status, error.name].filter((part) => part !== undefined && part !== 'Error' && part !== 'Unknown');
  const words = hidden(said, secrets).slice(0, LONGEST_WORDS);
  return called.length === 0 ? words : `${words} (${called.join(' ')})`;
}

/** On one line. */
function hidden(text: string, secrets: readonly string[]): string {
  const shown = secrets.reduce(withoutSecret, text);
  return shown.replace(SIGNED, '$1[secret]').replace(/\s+/g, ' ').trim();
}

/** The region that S3 names where it was asked in another: in a header, or in its answer. */
function rightRegion(error: unknown): string | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  const { Region: told } = error as { Region?: unknown };
  const region = told ?? error.$response?.headers['x-amz-bucket-region'];
  const isAsked = error.$metadata.httpStatusCode === 301 || error.name === 'AuthorizationHeaderMalformed';
  return isAsked && typeof region === 'string' && /^[a-z0-9-]{2,40}$/.test(region) ? region : undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
