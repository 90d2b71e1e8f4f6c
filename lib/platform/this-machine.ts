import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What proxies write about the request that they pass on, each its own choice of these. */
const FORWARDING = new RegExp(
  '^(x-forwarded(-.+)?|forwarded|via|x-real-ip|(x-|true-|fastly-|fly-)?client-ip|x-cluster-client-ip|' +
    'x-original-forwarded-for|cf-connecting-ip|x-envoy-external-address|cdn-loop)$',
);

interface Connection {
  peer: string | undefined;
  headers: IncomingHttpHeaders;
}

/**
 * Whether a request was made on this machine, by whoever runs it: over loopback, to a name of loopback, and through no
 * proxy, which on the same machine would come over loopback, too.
 */
export function isFromThisMachine({ peer, headers }: Connection): boolean {
  if (!isLoopback(peer ?? '')) return false;
  if (Object.keys(headers).some((name) => FORWARDING.test(name))) return false;
  // A page of another site whose name leads here has its own name in this.
  const host = `http://${headers.host ?? ''}`;
  return URL.canParse(host) && isLoopbackHost(new URL(host).hostname);
}

/** Of a URL. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));

const isLoopback = (address: string): boolean => isIP(address) !== 0 && ipaddr.process(address).range() === 'loopback';
