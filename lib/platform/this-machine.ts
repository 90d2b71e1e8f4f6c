import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** What proxies write about the request that they pass on, each its own choice of these. */
const FORWARDING =
  /^(x-forwarded(-.+)?|forwarded|via|x-real-ip|(x-|true-|fastly-|fly-)?client-ip|x-cluster-client-ip|x-original-forwarded-for|cf-connecting-ip|x-envoy-external-address|cdn-loop)$/;

/**
 * Whether a request was made on this machine, by whoever runs it: over loopback, to a name of loopback, and through no proxy, which on
 * the same machine would come over loopback, too.
 */
export function isFromThisMachine({
  peer,
  headers,
}: {
  peer: string | undefined;
  headers: IncomingHttpHeaders;
}): boolean {
  if (!isLoopback(peer ?? '')) return false;
  if (Object.keys(headers).some((name) => FORWARDING.test(name))) return false;
  // A page of another site whose name leads here has its own name in this.
  const host = `http://${headers.host ?? ''}`;
  const name = URL.canParse(host) ? new URL(host).hostname.replace(/^\[(.*)\]$/, '$1') : '';
  return name === 'localhost' || isLoopback(name);
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
