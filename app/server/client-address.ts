import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { type Caller, isForwarded } from '@/inngest/endpoint/caller';

/** Set on every request by `instrumentation.ts`, over whatever a client may have sent. */
export const PEER_HEADER = 'x-soko-peer';
/** Likewise, `no` or `yes`: whether the peer speaks for somebody else. Next adds forwarding headers to every request. */
const FORWARDED_HEADER = 'x-soko-forwarded';

const NEAR = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  NEAR.addSubnet(network, prefix, 'ipv4');
}
NEAR.addAddress('::1', 'ipv6');
NEAR.addSubnet('fc00::', 7, 'ipv6');

/** Writes down who is at the other end, over whatever a client may have sent. Before Next reads the request. */
export function describePeer(request: IncomingMessage): void {
  request.headers[FORWARDED_HEADER] = isForwarded(request.headers) ? 'yes' : 'no';
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
}

/**
 * Who a request comes from, for rate limits. A forwarding header counts only when the connection itself comes from this
 * machine or its network, where a proxy would be, and only its last entry: the one that proxy wrote.
 */
export function clientAddress(headers: Headers): string {
  const peer = plain(headers.get(PEER_HEADER) ?? '');
  if (!isNear(peer)) return peer || 'unknown';
  const forwarded = plain(headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '');
  return isIP(forwarded) ? forwarded : peer;
}

/** The same for what only this machine may ask for. Whoever is not known counts as somebody from elsewhere. */
export function callerOf(headers: Headers): Caller {
  return {
    peer: headers.get(PEER_HEADER) ?? '',
    forwarded: headers.get(FORWARDED_HEADER) !== 'no',
    client: clientAddress(headers),
  };
}

function isNear(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && NEAR.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address that came over an IPv6 socket, as IPv4. */
function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}
