import { readBaseUrl } from './base-url';

/** Milvus's own, and that of its SDK; over TLS it is 443. */
const PORT = 19_530;
/** Zilliz Cloud: its servers speak TLS alone. */
const ZILLIZ = /\.(?:zillizcloud\.com|zilliz\.com|zilliz\.com\.cn)$/;

/** As the SDK takes it: `host:port`, or `https://host[:port]` for TLS; or what is wrong with it. */
export function readMilvusAddress(text: string): { address: string } | { problem: string } {
  const [, scheme = '', rest = ''] = /^(?:(\w+):\/\/)?(.*)$/.exec(text.trim()) ?? [];
  // Read as https: of http, a URL drops port 80.
  const url = readBaseUrl(`https://${rest}`);
  if (typeof url === 'string') return { problem: rest.includes('@') ? url : 'must be host:port or https://host:port' };
  if (url.pathname !== '/') return { problem: 'must end with the port: Milvus is found at no path' };
  if (scheme === 'https' || ZILLIZ.test(url.hostname)) return { address: `https://${url.host}` };
  if (!['', 'http', 'tcp'].includes(scheme)) return { problem: 'must be host:port or https://host:port' };
  const isNamed443 = /:443\/?$/.test(rest);
  return { address: `${url.hostname}:${url.port || (isNamed443 ? 443 : PORT)}` };
}
