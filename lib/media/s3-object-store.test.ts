import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SokoError } from '@/lib/platform/errors';
import { errorXml, type MeanS3, startMeanS3 } from './fixtures/mean-s3';
import { describeObjectStore, objectOf } from './object-store.contract';
import { S3ObjectStore, type S3ObjectStoreOptions } from './s3-object-store';

const REGION = 'af-south-1';
const SECRET = 'a/secret+key of mine';
let mean: MeanS3;

beforeAll(async () => {
  mean = await startMeanS3(REGION);
});
afterEach(() => {
  mean.fails = null;
  mean.calls.length = 0;
});
afterAll(() => mean.close());

const open = (options: Partial<S3ObjectStoreOptions> = {}): S3ObjectStore =>
  new S3ObjectStore({
    ...{ bucket: 'pictures', region: REGION, endpoint: mean.endpoint, attempts: 1 },
    credentials: { accessKeyId: 'key', secretAccessKey: SECRET, sessionToken: 'a-session-token' },
    ...options,
  });

describeObjectStore(
  'the meanest S3',
  async () => open(),
  (url) => fetch(url),
);
describeObjectStore('an S3 with the bucket in its endpoint', async () =>
  open({ endpoint: `${mean.endpoint}/pictures/` }),
);

/** Every call, whatever it asks for, ends like this. */
async function failing(status: number, code: string | undefined, words?: string, more = '') {
  mean.fails = () => ({ status, body: code === undefined ? '' : errorXml(code, words ?? `about ${code}`, more) });
  return open()
    .put(objectOf(10))
    .then(
      () => Promise.reject(new Error('it was stored')),
      (error: SokoError) => error,
    );
}

describe('S3ObjectStore', () => {
  test.each([
    [403, 'InvalidAccessKeyId', /AWS_ACCESS_KEY_ID/],
    [403, 'SignatureDoesNotMatch', /AWS_SECRET_ACCESS_KEY/],
    [403, 'AccessDenied', /S3_BUCKET/],
    [403, 'RequestTimeTooSkewed', /clock/],
    [400, 'ExpiredToken', /AWS_SESSION_TOKEN/],
    [403, 'AccountProblem', /account/],
    [404, 'NoSuchBucket', /S3_BUCKET/],
    [301, 'PermanentRedirect', /S3_REGION/],
    [400, 'AuthorizationHeaderMalformed', /S3_REGION/],
    [507, 'XMinioStorageFull', /room/],
    [403, 'QuotaExceeded', /room/],
    [507, 'SomethingFull', /room/],
    [500, 'XMinioStorageFull', /room/],
    [501, 'NotImplemented', /S3_ENDPOINT/],
    [405, 'MethodNotAllowed', /S3_ENDPOINT/],
    [402, 'PaymentRequired', /account/],
    [400, 'SomethingNew', /S3_ENDPOINT/],
  ])('waits for somebody to mend %i %s, in its own words', async (status, code, remedy) => {
    const error = await failing(status, code, `The words of ${code}.`);
    expect(error).toMatchObject({
      code: 'object_store_refused',
      retry: { again: false },
      message: expect.stringContaining(`The words of ${code}.`),
      fault: { service: 'images', remedy: expect.stringMatching(remedy) },
    });
    expect(error.message).toContain(code);
    mean.calls.length = 0;
    const patient = open({ attempts: 3 });
    await expect(patient.remove([objectOf(1).key])).rejects.toMatchObject({ fault: { service: 'images' } });
    await expect(patient.get(objectOf(1).key)).rejects.toMatchObject({ fault: { service: 'images' } });
    expect(mean.calls.length).toBeLessThanOrEqual(code === 'XMinioStorageFull' ? 6 : 2);
  });

  test.each([
    [301, 'PermanentRedirect', '<Region>eu-west-1</Region>'],
    [400, 'AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>'],
  ])('names the right region at %i %s', async (status, code, more) => {
    const error = await failing(status, code, 'Elsewhere.', more);
    expect(error.fault?.remedy).toBe('Set S3_REGION to eu-west-1.');
  });

  test.each([
    [500, 'InternalError'],
    [503, 'SlowDown'],
    [503, 'ServiceUnavailable'],
    [409, 'OperationAborted'],
    [400, 'RequestTimeout'],
    [502, undefined],
    [504, undefined],
    [429, undefined],
  ])('is to be tried again at %i %s', async (status, code) => {
    mean.fails = () => ({ status, body: code === undefined ? '<html>Bad gateway</html>' : errorXml(code, 'Later.') });
    const unavailable = { code: 'object_store_unavailable', retry: { again: true }, status: 503, fault: undefined };
    const { key } = objectOf(10);
    await expect(open().put(objectOf(10))).rejects.toMatchObject(unavailable);
    await expect(open().get(key)).rejects.toMatchObject(unavailable);
    await expect(open().remove([key])).rejects.toMatchObject(unavailable);
  });

  test('one picture that is too large is no setting’s fault', async () => {
    const error = await failing(400, 'EntityTooLarge', 'Too large.');
    expect(error).toMatchObject({ code: 'object_store_refused', fault: undefined, retry: { again: false } });
  });

  test('is to be tried again when nobody listens', async () => {
    const store = open({ endpoint: 'http://127.0.0.1:1' });
    await expect(store.put(objectOf(10))).rejects.toMatchObject({ code: 'object_store_unavailable' });
  });

  test('waits for the endpoint to be mended when nobody there speaks TLS', async () => {
    const store = open({ endpoint: mean.endpoint.replace('http:', 'https:') });
    await expect(store.put(objectOf(10))).rejects.toMatchObject({
      fault: { remedy: expect.stringContaining('https') },
    });
  });

  test('needs credentials from somewhere', async () => {
    const credentials = async () => {
      throw Object.assign(new Error('Could not load credentials from any providers'), {
        name: 'CredentialsProviderError',
      });
    };
    // biome-ignore lint/suspicious/noExplicitAny: the SDK takes a provider here as well
    const store = open({ credentials: credentials as any });
    await expect(store.put(objectOf(10))).rejects.toMatchObject({
      message: expect.stringContaining('Could not load credentials'),
      fault: { remedy: expect.stringContaining('AWS_ACCESS_KEY_ID') },
    });
  });

  test('tells a missing bucket from a missing picture', async () => {
    const store = open({ bucket: 'no-such-bucket' });
    const missing = { fault: { service: 'images', remedy: expect.stringContaining('S3_BUCKET') } };
    await expect(store.get(objectOf(1).key)).rejects.toMatchObject(missing);
    await expect(store.remove([objectOf(1).key])).rejects.toMatchObject(missing);
    await expect(store.ping()).rejects.toMatchObject(missing);
  });

  test.each([
    ['a secret', SECRET],
    ['a secret, as part of a URL', encodeURIComponent(SECRET)],
    ['a session token', 'a-session-token'],
    ['a signature', 'X-Amz-Signature=abcdef0123456789'],
  ])('%s is in no message, whoever wrote it there', async (_, said) => {
    const error = await failing(403, 'AccessDenied', `We saw ${said.replaceAll('&', '&amp;')} of yours`);
    expect(error.message).toContain('of yours');
    const told = JSON.stringify([error.message, error.fault, String(error.cause), (error.cause as Error).stack]);
    expect(told).not.toContain(said);
    expect(told).not.toContain('abcdef0123456789');
  });

  test('removes many, each by a call of its own', async () => {
    const pictures = Array.from({ length: 70 }, () => objectOf(5));
    for (const picture of pictures) await open().put(picture);
    mean.calls.length = 0;
    await open().remove(pictures.map(({ key }) => key));
    expect(mean.calls.map(({ method }) => method)).toEqual(Array.from({ length: 70 }, () => 'DELETE'));
    for (const { key } of pictures) expect(await open().get(key)).toBeNull();
  });

  test('sends the type and the cache header, and no checksum others do not know', async () => {
    const object = objectOf(10, 'image/avif');
    await open().put(object);
    expect(mean.calls[0]).toMatchObject({ method: 'PUT', url: `/pictures/${object.key}?x-id=PutObject` });
    expect(mean.calls[0]?.headers).toMatchObject({
      'content-type': 'image/avif',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': '10',
    });
  });

  test.each<[Partial<S3ObjectStoreOptions>, string]>([
    [{}, 'https://pictures.s3.af-south-1.amazonaws.com/'],
    [{ bucket: 'pictures.soko.example' }, 'https://s3.af-south-1.amazonaws.com/pictures.soko.example/'],
    [{ region: 'cn-north-1' }, 'https://pictures.s3.cn-north-1.amazonaws.com.cn/'],
    [{ endpoint: 'http://127.0.0.1:7070/' }, 'http://127.0.0.1:7070/pictures/'],
    [{ endpoint: 'http://127.0.0.1:7070', publicUrl: 'https://cdn.soko.example/p/' }, 'https://cdn.soko.example/p/'],
  ])('with %j has its pictures at %s', (options, base) => {
    const { key } = objectOf(1);
    const store = new S3ObjectStore({ bucket: 'pictures', region: REGION, ...options });
    expect(store.publicUrl(key)).toBe(`${base}${key}`);
  });

  test('is not opened at an address that cannot be right', () => {
    const r2 = { bucket: 'pictures', region: 'auto', endpoint: 'https://abc.r2.cloudflarestorage.com/pictures' };
    expect(() => new S3ObjectStore(r2)).toThrow(/S3_PUBLIC_URL is needed/);
  });
});
