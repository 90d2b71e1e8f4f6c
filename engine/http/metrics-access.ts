import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { sameSecret } from '../protocol/signing';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** What proxies write about the request that they pass on; as Soko's own list (lib/platform/this-machine.ts). */
const FORWARDING = new RegExp(
  '^(x-forwarded(-.+)?|forwarded|via|x-real-ip|(x-|true-|fastly-|fly-)?client-ip|x-cluster-client-ip' +
    '|x-original-forwarded-for|cf-connecting-ip|x-envoy-external-address|cdn-loop)$',
);

/** Whoever bears the token; else this machine alone, and not through a proxy on it, which comes over loopback, too. */
export function mayReadMetrics({ headers, socket }: IncomingMessage, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given !== undefined && token !== undefined && sameSecret(given, token)) return true;
  if (!isLoopback(socket.remoteAddress ?? '') || Object.keys(headers).some((name) => FORWARDING.test(name)))
    return false;
  const host = `http://${headers.host ?? ''}`;
  const name = URL.canParse(host) ? new URL(host).hostname.replace(/^\[(.*)\]$/, '$1') : '';
  return name === 'localhost' || isLoopback(name);
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
