import { readBaseUrl, withoutSlash } from './base-url';

/** What is set of a bucket: S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_PUBLIC_URL. */
export interface BucketSettings {
  bucket: string;
  region: string;
  endpoint?: string | undefined;
  publicUrl?: string | undefined;
}

export interface BucketAddress {
  /** Without the bucket. Undefined: Amazon's, by region. */
  endpoint: string | undefined;
  region: string;
  /** Whether the bucket is named in the path; otherwise in the host. */
  pathStyle: boolean;
  /** What comes before `/KEY` for everybody, without a slash at its end. */
  publicUrl: string;
}

/** Which setting cannot be right, and why. */
export interface BadBucketAddress {
  setting: 'S3_BUCKET' | 'S3_ENDPOINT' | 'S3_PUBLIC_URL';
  problem: string;
}

interface Provider {
  name: string;
  /** The host of its S3 API, without a bucket. */
  api: string;
  /** It takes the bucket in the host only. */
  inHost?: true;
  /** Its API answers nobody without a signature: the public reads at another path, or at another host. */
  publicAt?: 'another path' | 'another host';
  /** Its API is at a path. */
  hasPath?: true;
}

/** Those whose addresses say more than any host: which bucket, which region, whether the public may read there. */
const PROVIDERS: Provider[] = [
  {
    name: 'Amazon S3',
    api: String.raw`s3(?:[.-](?<region>[a-z]{2,4}(?:-[a-z]+)+-\d+))?\.amazonaws\.(?:com(?:\.cn)?|eu)`,
  },
  {
    name: 'Cloudflare R2',
    api: String.raw`[a-z0-9]+(?:\.(?:eu|us|fedramp))?\.r2\.cloudflarestorage\.com`,
    publicAt: 'another host',
  },
  { name: 'Backblaze B2', api: String.raw`s3\.(?<region>[a-z0-9-]+)\.backblazeb2\.com` },
  { name: 'Google Cloud Storage', api: String.raw`storage\.googleapis\.com` },
  { name: 'Wasabi', api: String.raw`s3(?:\.(?<region>[a-z0-9-]+))?\.wasabisys\.com` },
  { name: 'DigitalOcean Spaces', api: String.raw`[a-z0-9]+\.digitaloceanspaces\.com` },
  { name: 'Linode', api: String.raw`[a-z0-9-]+\.linodeobjects\.com` },
  { name: 'Vultr', api: String.raw`[a-z0-9]+\.vultrobjects\.com` },
  { name: 'Hetzner', api: String.raw`[a-z0-9]+\.your-objectstorage\.com` },
  { name: 'Scaleway', api: String.raw`s3\.(?<region>[a-z0-9-]+)\.scw\.cloud` },
  { name: 'OVHcloud', api: String.raw`s3\.(?<region>[a-z0-9-]+)\.io\.cloud\.ovh\.(?:net|us)` },
  { name: 'Supabase', api: String.raw`[a-z0-9]+(?:\.storage)?\.supabase\.co`, publicAt: 'another path', hasPath: true },
  { name: 'Contabo', api: String.raw`[a-z0-9]+\.contabostorage\.com`, publicAt: 'another path' },
  { name: 'Storj', api: String.raw`gateway\.storjshare\.io`, publicAt: 'another host' },
  { name: 'Alibaba Cloud OSS', api: String.raw`(?:s3\.)?oss-[a-z0-9-]+\.aliyuncs\.com`, inHost: true },
  { name: 'Tencent COS', api: String.raw`cos\.(?<region>[a-z0-9-]+)\.myqcloud\.com`, inHost: true },
];

/** Where providers let the public read; none of them is an S3 API. */
const PUBLIC_ONLY = [
  /\.r2\.dev$/,
  /^f\d+\.backblazeb2\.com$/,
  /\.cdn\.digitaloceanspaces\.com$/,
  /\.s3-website[.-].*\.amazonaws\.com/,
  /\.cloudfront\.net$/,
  /^storage\.cloud\.google\.com$/,
];

/** The domain of Amazon's partitions that are not `amazonaws.com`, by how their regions begin. */
const AMAZON_DOMAINS: [string, string][] = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['us-iso-', 'c2s.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
];

const BUCKET = /^[A-Za-z0-9][\w.-]{0,254}$/;

/**
 * Where a bucket is, for us and for the public. Dashboards show its endpoint with the bucket in the path or in the
 * host: it is taken out, since S3's clients add it.
 */
export function bucketAddress(settings: BucketSettings): BucketAddress | BadBucketAddress {
  const { bucket } = settings;
  if (!BUCKET.test(bucket)) {
    return { setting: 'S3_BUCKET', problem: 'must be the name of a bucket alone: no address, no folder in it' };
  }
  const api = settings.endpoint === undefined ? amazon(settings) : apiOf(settings.endpoint, settings);
  if ('problem' in api) return api;
  const publicUrl = publicUrlOf(settings, api);
  if (typeof publicUrl !== 'string') return publicUrl;
  const { endpoint, region, pathStyle } = api;
  return { endpoint, region, pathStyle, publicUrl };
}

interface Api extends Omit<BucketAddress, 'publicUrl'> {
  /** Where the bucket itself is. */
  bucketUrl: string;
  provider: Provider | undefined;
}

/** With dots in its name a bucket fits no certificate of `*.s3…`: the path takes it. */
function amazon({ bucket, region }: BucketSettings): Api {
  const domain = AMAZON_DOMAINS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com';
  const pathStyle = bucket.includes('.');
  return {
    endpoint: undefined,
    region,
    pathStyle,
    bucketUrl: pathStyle ? `https://s3.${region}.${domain}/${bucket}` : `https://${bucket}.s3.${region}.${domain}`,
    provider: undefined,
  };
}

function apiOf(endpoint: string, settings: BucketSettings): Api | BadBucketAddress {
  const { bucket } = settings;
  const refused = (problem: string): BadBucketAddress => ({ setting: 'S3_ENDPOINT', problem });
  const url = readBaseUrl(endpoint);
  if (typeof url === 'string') return refused(url);
  if (PUBLIC_ONLY.some((host) => host.test(url.hostname))) {
    return refused('is where the public reads, not an S3 API: set S3_PUBLIC_URL to it, and S3_ENDPOINT to the API');
  }
  const { provider, region = settings.region, inHost, api } = readHost(url.hostname, bucket);
  const folders = url.pathname.split('/').filter((part) => part !== '');
  if (folders.at(-1) === bucket) folders.pop();
  const isAtTop = provider !== undefined && provider.hasPath === undefined;
  const named = inHost ?? (isAtTop ? folders[0] : undefined);
  if (named !== undefined && named !== bucket) {
    return refused(`names the bucket "${named}" where S3_BUCKET says "${bucket}": give the endpoint without a bucket`);
  }
  if (isAtTop && folders.length > 0) {
    return refused('names a folder: pictures are kept at the top of a bucket; give the endpoint without a path');
  }
  if (provider?.name === 'Amazon S3') return { ...amazon({ bucket, region }), provider };
  url.hostname = api;
  url.pathname = folders.join('/');
  const base = withoutSlash(url.href);
  const pathStyle = provider?.inHost !== true;
  const bucketUrl = pathStyle ? `${base}/${bucket}` : `${url.protocol}//${bucket}.${url.host}`;
  return { endpoint: base, region, pathStyle, bucketUrl, provider };
}

/** `inHost`: the bucket that the host names, if it names one. */
function readHost(hostname: string, bucket: string) {
  for (const provider of PROVIDERS) {
    const { groups } = new RegExp(`^(?:(?<inHost>.+?)\\.)??(?<api>${provider.api})$`).exec(hostname) ?? {};
    if (groups?.api !== undefined) return { provider, api: groups.api, inHost: groups.inHost, region: groups.region };
  }
  // Of an unknown service: `soko.s3.example.com`, but not `soko.example.com`, which may be its own name.
  const rest = hostname.startsWith(`${bucket}.`) ? hostname.slice(bucket.length + 1) : '';
  return { api: /^s3[.-]/.test(rest) ? rest : hostname, provider: undefined, inHost: undefined, region: undefined };
}

function publicUrlOf({ publicUrl }: BucketSettings, { bucketUrl, provider }: Api): string | BadBucketAddress {
  const refused = (problem: string): BadBucketAddress => ({ setting: 'S3_PUBLIC_URL', problem });
  if (publicUrl === undefined) {
    if (provider?.publicAt === undefined) return bucketUrl;
    return refused(`is needed: ${provider.name} shows pictures to the public at another address than S3_ENDPOINT`);
  }
  const url = readBaseUrl(publicUrl);
  if (typeof url === 'string') return refused(url);
  const { provider: shownBy } = readHost(url.hostname, '');
  if (shownBy?.publicAt === 'another host')
    return refused(`is the API of ${shownBy.name}, which answers nobody without a signature: set the public address`);
  return withoutSlash(url.href);
}
