import { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketAddress } from './bucket-address';

const soko = { bucket: 'soko', region: 'us-east-1' };
const R2 = 'https://abc123.r2.cloudflarestorage.com';
const CDN = 'https://cdn.soko.example';

describe('a bucket in the endpoint is taken out', () => {
  test.each<[string, string, string | undefined]>([
    [`${R2}/soko`, R2, CDN],
    [`${R2}/soko/`, R2, CDN],
    ['https://soko.abc123.r2.cloudflarestorage.com', R2, CDN],
    ['https://abc123.eu.r2.cloudflarestorage.com/soko', 'https://abc123.eu.r2.cloudflarestorage.com', CDN],
    ['https://soko.ams3.digitaloceanspaces.com', 'https://ams3.digitaloceanspaces.com', undefined],
    ['https://ams3.digitaloceanspaces.com/soko', 'https://ams3.digitaloceanspaces.com', undefined],
    ['https://soko.s3.us-west-004.backblazeb2.com', 'https://s3.us-west-004.backblazeb2.com', undefined],
    ['https://soko.storage.googleapis.com', 'https://storage.googleapis.com', undefined],
    ['https://storage.googleapis.com/soko', 'https://storage.googleapis.com', undefined],
    ['https://soko.s3.eu-central-1.wasabisys.com', 'https://s3.eu-central-1.wasabisys.com', undefined],
    ['https://soko.fsn1.your-objectstorage.com', 'https://fsn1.your-objectstorage.com', undefined],
    ['https://soko.s3.fr-par.scw.cloud/', 'https://s3.fr-par.scw.cloud', undefined],
    ['https://soko.nyc3.digitaloceanspaces.com/soko', 'https://nyc3.digitaloceanspaces.com', undefined],
    ['http://127.0.0.1:9000/soko', 'http://127.0.0.1:9000', undefined],
    ['https://soko.s3.minio.example:9000', 'https://s3.minio.example:9000', undefined],
    ['https://minio.example/soko//', 'https://minio.example', undefined],
    ['https://abc.supabase.co/storage/v1/s3', 'https://abc.supabase.co/storage/v1/s3', CDN],
    ['https://abc.storage.supabase.co/storage/v1/s3/soko', 'https://abc.storage.supabase.co/storage/v1/s3', CDN],
  ])('%s', (endpoint, api, publicUrl) => {
    const address = bucketAddress({ ...soko, endpoint, publicUrl });
    expect(address).toMatchObject({ endpoint: api, pathStyle: true, publicUrl: publicUrl ?? `${api}/soko` });
  });

  test.each([
    'https://soko.s3.amazonaws.com',
    'https://soko.s3.us-east-1.amazonaws.com/',
    'https://s3.amazonaws.com/soko',
    'https://s3-us-east-1.amazonaws.com',
  ])('%s is Amazon’s own', (endpoint) => {
    expect(bucketAddress({ ...soko, endpoint })).toEqual(bucketAddress(soko));
  });

  test.each([
    'https://soko.example.com',
    'https://minio.soko.example',
    'https://example.com/storage/v1/s3',
    'http://[::1]:9000',
  ])('%s is left as it is', (endpoint) => {
    const publicUrl = `${endpoint}/soko`;
    expect(bucketAddress({ ...soko, endpoint })).toMatchObject({ endpoint, pathStyle: true, publicUrl });
  });

  test('some take it in the host only', () => {
    for (const endpoint of ['https://oss-eu-west-1.aliyuncs.com', 'https://soko.oss-eu-west-1.aliyuncs.com']) {
      expect(bucketAddress({ ...soko, endpoint })).toMatchObject({
        endpoint: 'https://oss-eu-west-1.aliyuncs.com',
        pathStyle: false,
        publicUrl: 'https://soko.oss-eu-west-1.aliyuncs.com',
      });
    }
  });
});

test('the region that an endpoint names counts', () => {
  for (const [endpoint, region] of [
    ['https://s3.us-west-004.backblazeb2.com', 'us-west-004'],
    ['https://s3.eu-central-2.wasabisys.com', 'eu-central-2'],
    ['https://soko.s3.ap-southeast-1.amazonaws.com', 'ap-southeast-1'],
    ['https://s3.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['https://s3.nl-ams.scw.cloud', 'nl-ams'],
    ['https://s3.example.com', 'us-east-1'],
  ])
    expect(bucketAddress({ ...soko, endpoint })).toMatchObject({ region });
});

describe('what cannot be right is refused by name', () => {
  test.each([
    [{ endpoint: R2 }, 'S3_PUBLIC_URL', /needed.*Cloudflare R2/],
    [{ endpoint: `${R2}/soko` }, 'S3_PUBLIC_URL', /needed/],
    [{ endpoint: 'https://gateway.storjshare.io' }, 'S3_PUBLIC_URL', /needed.*Storj/],
    [{ endpoint: 'https://abc.supabase.co/storage/v1/s3' }, 'S3_PUBLIC_URL', /needed.*Supabase/],
    [{ endpoint: 'https://eu2.contabostorage.com' }, 'S3_PUBLIC_URL', /needed.*Contabo/],
    [{ endpoint: R2, publicUrl: `${R2}/soko` }, 'S3_PUBLIC_URL', /signature/],
    [{ endpoint: `${R2}/other`, publicUrl: CDN }, 'S3_ENDPOINT', /"other".*"soko"/],
    [{ endpoint: 'https://other.ams3.digitaloceanspaces.com' }, 'S3_ENDPOINT', /"other".*"soko"/],
    [{ endpoint: 'https://other.s3.amazonaws.com' }, 'S3_ENDPOINT', /"other".*"soko"/],
    [{ endpoint: 'https://other.s3.us-west-004.backblazeb2.com/soko' }, 'S3_ENDPOINT', /"other".*"soko"/],
    [{ endpoint: `${R2}/soko/images`, publicUrl: CDN }, 'S3_ENDPOINT', /folder/],
    [{ endpoint: 'https://pub-0123.r2.dev' }, 'S3_ENDPOINT', /S3_PUBLIC_URL/],
    [{ endpoint: 'https://f004.backblazeb2.com/file/soko' }, 'S3_ENDPOINT', /S3_PUBLIC_URL/],
    [{ endpoint: 'https://soko.ams3.cdn.digitaloceanspaces.com' }, 'S3_ENDPOINT', /S3_PUBLIC_URL/],
    [{ endpoint: 'http://soko.s3-website-us-east-1.amazonaws.com' }, 'S3_ENDPOINT', /S3_PUBLIC_URL/],
    [{ endpoint: 'https://d111.cloudfront.net' }, 'S3_ENDPOINT', /S3_PUBLIC_URL/],
    [{ endpoint: 'https://s3.example.com?x=1' }, 'S3_ENDPOINT', /"\?"/],
    [{ endpoint: 's3.example.com' }, 'S3_ENDPOINT', /https:/],
    [{ publicUrl: 'https://cdn.example/p?v=1' }, 'S3_PUBLIC_URL', /"\?"/],
    [{ publicUrl: 'https://cdn.example/#p' }, 'S3_PUBLIC_URL', /"#"/],
    [{ publicUrl: 'https://me:word@cdn.example' }, 'S3_PUBLIC_URL', /password/],
    [{ publicUrl: 'ftp://cdn.example' }, 'S3_PUBLIC_URL', /https:/],
    [{ bucket: 's3://soko' }, 'S3_BUCKET', /name/],
    [{ bucket: 'soko/pictures' }, 'S3_BUCKET', /name/],
    [{ bucket: 'https://soko.s3.amazonaws.com' }, 'S3_BUCKET', /name/],
    [{ bucket: '..' }, 'S3_BUCKET', /name/],
    [{ bucket: 'so ko' }, 'S3_BUCKET', /name/],
  ])('%j: %s', (settings, setting, problem) => {
    expect(bucketAddress({ ...soko, ...settings })).toEqual({ setting, problem: expect.stringMatching(problem) });
  });
});

test.each([
  ['https://cdn.example/my pictures/', 'https://cdn.example/my%20pictures'],
  ['https://cdn.example/p//', 'https://cdn.example/p'],
  ['https://cdn.example/%70', 'https://cdn.example/%70'],
  [' https://cdn.example/p ', 'https://cdn.example/p'],
  ['https://CDN.example:443/Bilder/ä', 'https://cdn.example/Bilder/%C3%A4'],
  ['https://pub-0123.r2.dev', 'https://pub-0123.r2.dev'],
  ['https://abc.supabase.co/storage/v1/object/public/soko', 'https://abc.supabase.co/storage/v1/object/public/soko'],
])('the public address %j becomes %s', (publicUrl, right) => {
  expect(bucketAddress({ ...soko, endpoint: R2, publicUrl })).toMatchObject({ publicUrl: right });
});

/** Whatever Amazon's own client would ask, the public is shown. */
test.each([
  'us-east-1',
  'af-south-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-west-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'us-isof-south-1',
  'eu-isoe-west-1',
  'eusc-de-east-1',
])('in %s the address is the one of Amazon’s client', (region) => {
  for (const bucket of ['soko', 'pictures.soko.example']) {
    const client = new S3Client({ region, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
    const { url } = client.config.endpointProvider({ Bucket: bucket, Region: region });
    expect(bucketAddress({ bucket, region })).toMatchObject({ publicUrl: url.href.replace(/\/$/, '') });
    client.destroy();
  }
});

test('wherever a bucket stands in an endpoint, the address is the one without it', () => {
  const bucketName = fc.stringMatching(/^[a-z][a-z0-9-]{2,20}[a-z0-9]$/);
  const apis = [
    ...['abc123.r2.cloudflarestorage.com', 'abc123.eu.r2.cloudflarestorage.com', 's3.us-west-004.backblazeb2.com'],
    ...['storage.googleapis.com', 's3.eu-central-1.wasabisys.com', 'ams3.digitaloceanspaces.com'],
    ...['s3.eu-west-1.amazonaws.com', 's3.amazonaws.com', 'cos.ap-guangzhou.myqcloud.com', 's3.minio.example'],
    ...['eu-central-1.linodeobjects.com', 'fsn1.your-objectstorage.com', 's3.gra.io.cloud.ovh.net'],
  ];
  fc.assert(
    fc.property(bucketName, fc.constantFrom(...apis), fc.constantFrom('', '/'), (bucket, api, slash) => {
      const of = (endpoint: string) => bucketAddress({ bucket, region: 'eu-west-1', endpoint, publicUrl: CDN });
      const plain = of(`https://${api}`);
      expect(plain).toMatchObject({ publicUrl: CDN });
      expect(of(`https://${api}/${bucket}${slash}`)).toEqual(plain);
      expect(of(`https://${bucket}.${api}${slash}`)).toEqual(plain);
      expect(of(`https://${bucket}.${api}/${bucket}${slash}`)).toEqual(plain);
    }),
  );
});
